import { ChangePasswordForm } from './change-password-form.js';
import { Viewers } from './viewers.js';

export function AccessSection() {
  return (
    <>
      <ChangePasswordForm />
      <Viewers />
    </>
  );
}
