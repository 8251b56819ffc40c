package io.azimuth.azure.directory;

import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.metrics.AzureCallResult;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import java.time.Duration;
import java.util.Set;

/** A group directory whose answers are counted, and recorded for the status. */
final class ObservedGroups implements GroupDirectory {

  private final GroupDirectory groups;
  private final CallHistory memory;
  private final AzureCallMetrics calls;

  ObservedGroups(GroupDirectory groups, CallHistory memory, AzureCallMetrics calls) {
    this.groups = groups;
    this.memory = memory;
    this.calls = calls;
  }

  @Override
  public AzureAnswer<Set<GroupId>> groupsOf(
      DirectoryAccess access, PrincipalId principal, boolean user, Duration limit) {
    long start = System.nanoTime();
    AzureAnswer<Set<GroupId>> answer = groups.groupsOf(access, principal, user, limit);
    calls.ended(AzureService.GRAPH, AzureCallResult.of(answer), start);
    memory.answered(
        access, AzureService.GRAPH, answer, Duration.ofNanos(System.nanoTime() - start));
    return answer;
  }
}
