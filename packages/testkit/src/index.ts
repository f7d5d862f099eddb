export {
  createTestDatabase,
  createTestRole,
  type TestDatabase,
  type TestDatabaseOptions,
  templateDatabase,
  withSuperuser,
} from './database.js';
