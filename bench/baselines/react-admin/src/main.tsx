import { Admin, Resource } from 'react-admin';
import { createRoot } from 'react-dom/client';
import { CustomerEdit } from './customer-edit';
import { CustomerList } from './customer-list';
import { CustomerShow } from './customer-show';
import { authProvider, dataProvider } from './providers';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Admin dataProvider={dataProvider} authProvider={authProvider} requireAuth disableTelemetry title="Customers">
      <Resource
        name="customers"
        list={CustomerList}
        show={CustomerShow}
        edit={CustomerEdit}
        recordRepresentation={({ name, surname }) => `${name ?? ''} ${surname ?? ''}`}
      />
    </Admin>,
  );
}
