import { DataTable, DateField, List, Pagination } from 'react-admin';
import { DocumentChips, type Row, StatusChip } from './chips';

export function CustomerList() {
  return (
    <List
      perPage={50}
      sort={{ field: 'updatedAt', order: 'DESC' }}
      exporter={false}
      pagination={<Pagination rowsPerPageOptions={[10, 50, 100]} />}
    >
      <DataTable rowClick="show" bulkActionButtons={false}>
        <DataTable.Col source="name" render={({ name, surname }: Row) => `${name ?? ''} ${surname ?? ''}`} />
        <DataTable.Col source="email" disableSort />
        <DataTable.Col source="phoneNumber" label="Phone" />
        <DataTable.Col source="nationality" />
        <DataTable.Col source="gender" />
        <DataTable.Col source="status" render={(row: Row) => <StatusChip row={row} />} />
        <DataTable.Col label="Documents" disableSort render={(row: Row) => <DocumentChips row={row} />} />
        <DataTable.Col source="updatedAt" label="Updated">
          <DateField source="updatedAt" showTime />
        </DataTable.Col>
      </DataTable>
    </List>
  );
}
