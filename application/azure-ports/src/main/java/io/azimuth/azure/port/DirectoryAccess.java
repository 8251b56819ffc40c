package io.azimuth.azure.port;

import java.time.Duration;

/**
 * The identity and the settings with which a mount calls Azure. Equal accesses share one credential
 * and its tokens; a changed configuration gives another access.
 *
 * @param mount the uuid of the mount
 * @param version of its configuration; each change draws another one
 * @param cloud the name of the cloud
 * @param tenant the tenant's id or domain
 * @param credential the credential with which the server signs in
 * @param retries how calls are retried
 * @param logLevel which parts of the calls are logged
 */
public record DirectoryAccess(
    String mount,
    long version,
    String cloud,
    String tenant,
    ServerCredential credential,
    Retries retries,
    CallLog logLevel) {

  /**
   * How calls are retried.
   *
   * @param max the most retries; below 0 none
   * @param delay before the first retry; doubled each time
   * @param maxDelay the longest delay before a retry
   */
  public record Retries(int max, Duration delay, Duration maxDelay) {}

  /** Which parts of the calls are logged; bodies never are. */
  public enum CallLog {
    /** Nothing. */
    NONE,
    /** Method, address, status and duration. */
    BASIC,
    /** The same with headers, secrets left out. */
    HEADERS
  }
}
