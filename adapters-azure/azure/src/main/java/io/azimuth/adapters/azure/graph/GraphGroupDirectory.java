package io.azimuth.adapters.azure.graph;

import io.azimuth.adapters.azure.call.AzureCall;
import io.azimuth.adapters.azure.call.DirectoryFailures;
import io.azimuth.adapters.azure.pipeline.RetryAfter;
import io.azimuth.adapters.azure.session.AzureSessions;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** Groups of users and service principals, through the Azure SDK's pipeline to Graph. */
public final class GraphGroupDirectory implements GroupDirectory {

  private static final String GRAPH = "Microsoft Graph";

  private final Supplier<AzureSessions> sessions;
  private final AzureCall ofUsers;
  private final AzureCall ofApplications;

  /** Asks for what is made of the SDK at its first use. */
  public GraphGroupDirectory(Supplier<AzureSessions> sessions, RetryAfter retryAfter) {
    this.sessions = sessions;
    this.ofUsers =
        new AzureCall(
            new DirectoryFailures(
                GRAPH, false, "User.Read.All with GroupMember.Read.All", retryAfter));
    this.ofApplications =
        new AzureCall(new DirectoryFailures(GRAPH, false, "Application.Read.All", retryAfter));
  }

  @Override
  public AzureAnswer<Set<GroupId>> groupsOf(
      DirectoryAccess access, PrincipalId principal, boolean user, Duration limit) {
    return (user ? ofUsers : ofApplications)
        .make(
            limit,
            () ->
                new GroupCalls(
                        sessions.get().graph(access).repeating(),
                        (user ? "/users/" : "/servicePrincipals/") + principal)
                    .groups());
  }
}
