package io.azimuth.application.backend.azure;

/** Where a value in force comes from. */
enum SettingSource {
  /** An operator wrote it. */
  STORED,
  /** An environment variable of the process says it. */
  ENVIRONMENT,
  /** Nobody says anything. */
  DEFAULT
}
