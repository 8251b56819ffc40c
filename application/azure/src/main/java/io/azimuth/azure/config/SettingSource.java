package io.azimuth.azure.config;

/** The source of a value in force. */
public enum SettingSource {
  /** An operator wrote it. */
  STORED,
  /** An environment variable of the process sets it. */
  ENVIRONMENT,
  /** Neither an operator nor the environment sets it. */
  DEFAULT
}
