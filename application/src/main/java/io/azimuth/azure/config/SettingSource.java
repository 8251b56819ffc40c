package io.azimuth.azure.config;

/** Where a value in force comes from. */
public enum SettingSource {
  /** An operator wrote it. */
  STORED,
  /** An environment variable of the process says it. */
  ENVIRONMENT,
  /** Nobody says anything. */
  DEFAULT
}
