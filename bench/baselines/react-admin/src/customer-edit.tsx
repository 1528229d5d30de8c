import { Edit, SaveButton, SimpleForm, TextInput, Toolbar } from 'react-admin';

export function CustomerEdit() {
  return (
    <Edit mutationMode="pessimistic">
      <SimpleForm
        toolbar={
          <Toolbar>
            <SaveButton />
          </Toolbar>
        }
      >
        <TextInput source="email" type="email" />
        <TextInput source="phoneNumber" />
      </SimpleForm>
    </Edit>
  );
}
