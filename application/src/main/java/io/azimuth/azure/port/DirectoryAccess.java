package io.azimuth.azure.port;

import java.time.Duration;
import java.util.Objects;

/**
 * As whom and how a mount asks Azure. Equal accesses share one credential and its tokens; a changed
 * configuration is another access.
 *
 * @param mount the uuid of the mount
 * @param version of its configuration; grows with each change
 * @param cloud the name of the cloud
 * @param tenant the tenant's id or domain
 * @param credential as whom the server signs in
 * @param retries how often a call is repeated
 * @param logLevel what of the calls is logged
 */
public record DirectoryAccess(
    String mount,
    long version,
    String cloud,
    String tenant,
    ServerCredential credential,
    Retries retries,
    CallLog logLevel) {

  public DirectoryAccess {
    Objects.requireNonNull(mount, "mount");
    Objects.requireNonNull(cloud, "cloud");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(credential, "credential");
    Objects.requireNonNull(retries, "retries");
    Objects.requireNonNull(logLevel, "logLevel");
  }

  /**
   * How calls are repeated.
   *
   * @param max how often; below 0 never
   * @param delay before the first repetition; doubled each time
   * @param maxDelay before any repetition
   */
  public record Retries(int max, Duration delay, Duration maxDelay) {

    public Retries {
      Objects.requireNonNull(delay, "delay");
      Objects.requireNonNull(maxDelay, "maxDelay");
    }
  }

  /** What of the calls is logged; bodies never are. */
  public enum CallLog {
    /** Nothing. */
    NONE,
    /** Method, address, status and duration. */
    BASIC,
    /** The same with headers, secrets left out. */
    HEADERS
  }
}
