package io.azimuth.domain.mount;

import java.util.List;

/**
 * What of a mount the audit log shows in clear.
 *
 * @param requestKeys names of parameters
 * @param responseKeys names of members of answers
 */
public record AuditExceptions(List<String> requestKeys, List<String> responseKeys) {

  /** Nothing. */
  public static final AuditExceptions NONE = new AuditExceptions(List.of(), List.of());

  public AuditExceptions {
    requestKeys = List.copyOf(requestKeys);
    responseKeys = List.copyOf(responseKeys);
  }
}
