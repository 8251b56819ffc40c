package io.azimuth.adapters.storage.postgresql;

/** Who logs in to the database. */
interface DatabaseLogin {

  /** The name of the user. */
  String user();

  /**
   * The password of this moment.
   *
   * @throws java.io.UncheckedIOException when there is none now
   */
  String password();
}
