package io.azimuth.adapters.azure.resource;

import io.azimuth.application.port.azure.AzureAnswer;
import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.port.azure.GroupDirectory;
import io.azimuth.domain.azure.GroupId;
import io.azimuth.domain.azure.PrincipalId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;

/** Groups of users and service principals, through the Azure SDK's pipeline to Graph. */
final class GraphGroupDirectory implements GroupDirectory {

  private static final String GRAPH = "Microsoft Graph";

  private final GraphSessions sessions;
  private final Call ofUsers;
  private final Call ofApplications;

  @Inject
  GraphGroupDirectory(GraphSessions sessions, RetryAfter retryAfter) {
    this.sessions = sessions;
    this.ofUsers =
        new Call(
            new CallFaults(GRAPH, false, "User.Read.All with GroupMember.Read.All", retryAfter));
    this.ofApplications =
        new Call(new CallFaults(GRAPH, false, "Application.Read.All", retryAfter));
  }

  @Override
  public AzureAnswer<Set<GroupId>> groupsOf(
      DirectoryAccess access, PrincipalId principal, boolean user, Duration limit) {
    return (user ? ofUsers : ofApplications)
        .make(
            limit,
            () ->
                new Memberships(
                        sessions.of(access), (user ? "users/" : "servicePrincipals/") + principal)
                    .groups());
  }
}
