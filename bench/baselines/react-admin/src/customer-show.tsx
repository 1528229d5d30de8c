import { useState } from 'react';
import {
  BooleanField,
  Button,
  DateField,
  FunctionField,
  fetchUtils,
  Show,
  SimpleShowLayout,
  TextField,
  useNotify,
  useRecordContext,
} from 'react-admin';
import { type Row, StatusChip } from './chips';

export function CustomerShow() {
  return (
    <Show>
      <SimpleShowLayout>
        <FunctionField label="Name" render={({ name, surname }: Row) => `${name ?? ''} ${surname ?? ''}`} />
        <TextField source="email" />
        <TextField source="phoneNumber" />
        <FunctionField label="Status" render={(row: Row) => <StatusChip row={row} />} />
        <TextField source="nationality" />
        <TextField source="gender" />
        <DateField source="dateOfBirth" />
        <BooleanField source="isLive" />
        <TextField source="isLiveScore" />
        <TextField source="passport.passportNumber" label="Passport" />
        <DateField source="passport.dateOfExpiry" label="Passport expires" />
        <TextField source="emiratesId.emiratesIdNumber" label="Emirates ID" />
        <DateField source="emiratesId.dateOfExpiry" label="Emirates ID expires" />
        <DateField source="updatedAt" showTime />
        <Images />
      </SimpleShowLayout>
    </Show>
  );
}

/** Every text in an answer that is an image. */
function imagesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('data:image/') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(imagesIn);
}

function Images() {
  const record = useRecordContext();
  const notify = useNotify();
  const [images, setImages] = useState<string[]>([]);
  if (record === undefined) return null;
  const show = async () => {
    try {
      const { json } = await fetchUtils.fetchJson(`/api/customers/${record.id}/images`);
      setImages(imagesIn(json));
    } catch {
      notify('The images could not be loaded', { type: 'error' });
    }
  };
  return (
    <div>
      {images.length === 0 && <Button label="Show images" onClick={show} />}
      {images.map((image) => (
        // biome-ignore lint/performance/noImgElement: there is no Next here
        <img key={image.slice(-64)} src={image} alt="" height={160} />
      ))}
    </div>
  );
}
