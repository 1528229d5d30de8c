import { Edit, SimpleForm, TextInput } from 'react-admin';

export function CustomerEdit() {
  return (
    <Edit mutationMode="pessimistic">
      <SimpleForm>
        <TextInput source="email" type="email" />
        <TextInput source="phoneNumber" />
      </SimpleForm>
    </Edit>
  );
}
