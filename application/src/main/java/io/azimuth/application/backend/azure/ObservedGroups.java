package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.AzureAnswer;
import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.port.azure.GroupDirectory;
import io.azimuth.domain.azure.GroupId;
import io.azimuth.domain.azure.PrincipalId;
import java.time.Duration;
import java.util.Set;

/** Graph's knowledge of groups, whose answers are remembered. */
final class ObservedGroups implements GroupDirectory {

  private final GroupDirectory groups;
  private final ServiceMemory memory;

  ObservedGroups(GroupDirectory groups, ServiceMemory memory) {
    this.groups = groups;
    this.memory = memory;
  }

  @Override
  public AzureAnswer<Set<GroupId>> groupsOf(
      DirectoryAccess access, PrincipalId principal, boolean user, Duration limit) {
    long start = System.nanoTime();
    AzureAnswer<Set<GroupId>> answer = groups.groupsOf(access, principal, user, limit);
    memory.answered(
        access.mount(), AzureService.GRAPH, answer, Duration.ofNanos(System.nanoTime() - start));
    return answer;
  }
}
