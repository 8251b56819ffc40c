package io.azimuth.azure.port;

import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import java.time.Duration;
import java.util.Set;

/**
 * Reads group memberships from Microsoft Graph, one request per call. Safe for use by many threads.
 */
public interface GroupDirectory {

  /**
   * All security groups that the principal is in, directly or through other groups. Blocks at most
   * for the limit.
   *
   * @param user whether the principal is a user and not an application
   * @return refused when the server's identity lacks the permission or is not accepted, or no
   *     principal of that kind has that id
   */
  AzureAnswer<Set<GroupId>> groupsOf(
      DirectoryAccess access, PrincipalId principal, boolean user, Duration limit);
}
