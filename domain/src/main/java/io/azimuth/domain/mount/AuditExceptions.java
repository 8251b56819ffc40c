package io.azimuth.domain.mount;

import java.util.List;

/**
 * Names whose values the audit log shows in clear for a mount.
 *
 * @param requestKeys names of parameters
 * @param responseKeys names of members of answers
 */
public record AuditExceptions(List<String> requestKeys, List<String> responseKeys) {

  /** No exceptions: all values are hashed. */
  public static final AuditExceptions NONE = new AuditExceptions(List.of(), List.of());

  public AuditExceptions {
    requestKeys = List.copyOf(requestKeys);
    responseKeys = List.copyOf(responseKeys);
  }
}
