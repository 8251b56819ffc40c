package io.azimuth.azure.directory;

import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.error.ErrorCode;
import java.time.Duration;
import java.util.Set;

/**
 * The question for the groups of a principal.
 *
 * @param directory the directory that is asked
 * @param access the identity that asks
 * @param principal the principal whose groups are needed
 * @param user whether the principal is a user and not an application
 * @param keepFor how long groups count as fresh; zero means not at all
 */
public record PrincipalGroupsQuery(
    GroupDirectory directory,
    DirectoryAccess access,
    PrincipalId principal,
    boolean user,
    Duration keepFor)
    implements CachedQuery<AzureAnswer<Set<GroupId>>> {

  private static final Duration REFUSED_FOR = Duration.ofSeconds(30);
  private static final Duration FAILED_FOR = Duration.ofSeconds(1);

  @Override
  public Key key() {
    return new Key(
        access.mount(), access.version(), access.cloud(), access.tenant(), principal, user);
  }

  @Override
  public AzureAnswer<Set<GroupId>> ask(Duration limit) {
    return directory.groupsOf(access, principal, user, limit);
  }

  @Override
  public AzureAnswer<Set<GroupId>> unavailable(String why) {
    return new AzureAnswer.Unavailable<>(why, Duration.ZERO);
  }

  @Override
  public ErrorCode whenLate() {
    return ErrorCode.GRAPH_UNAVAILABLE;
  }

  @Override
  public Duration freshFor(AzureAnswer<Set<GroupId>> answer) {
    if (answer instanceof AzureAnswer.Done) {
      return keepFor;
    }
    if (answer instanceof AzureAnswer.Refused) {
      return REFUSED_FOR;
    }
    return answer instanceof AzureAnswer.Unavailable<Set<GroupId>> away
            && !away.retryAfter().isZero()
        ? away.retryAfter()
        : FAILED_FOR;
  }

  @Override
  public AzureAnswer<Set<GroupId>> aged(AzureAnswer<Set<GroupId>> answer, Duration passed) {
    if (!(answer instanceof AzureAnswer.Unavailable<Set<GroupId>> away)) {
      return answer;
    }
    Duration left = away.retryAfter().minus(passed);
    return new AzureAnswer.Unavailable<>(away.detail(), left.isNegative() ? Duration.ZERO : left);
  }

  @Override
  public boolean isFound(AzureAnswer<Set<GroupId>> answer) {
    return answer instanceof AzureAnswer.Done;
  }

  @Override
  public boolean invalidates(AzureAnswer<Set<GroupId>> answer) {
    return answer instanceof AzureAnswer.Refused;
  }

  @Override
  public boolean isUnavailable(AzureAnswer<Set<GroupId>> answer) {
    return !isFound(answer) && !invalidates(answer);
  }

  /** Expired groups are never used, because a principal may have left them. */
  @Override
  public Duration maxStaleAge() {
    return Duration.ZERO;
  }

  record Key(
      String mount,
      long version,
      String cloud,
      String tenant,
      PrincipalId principal,
      boolean user) {}
}
