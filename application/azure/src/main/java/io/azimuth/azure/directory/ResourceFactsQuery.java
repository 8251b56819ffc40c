package io.azimuth.azure.directory;

import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.error.ErrorCode;
import java.time.Duration;

/**
 * The question for the facts of a resource.
 *
 * @param directory the directory that is asked
 * @param access the identity that asks
 * @param keepFor how long facts count as fresh; zero means not at all
 * @param staleFor how much longer they may be used while Azure is unavailable; zero means not at
 *     all
 * @param patience how long a login of the mount may wait while Azure throttles
 * @param isAlone whether an answer from a list will not do
 */
public record ResourceFactsQuery(
    ResourceDirectory directory,
    DirectoryAccess access,
    ResourceId id,
    Duration keepFor,
    Duration staleFor,
    Duration patience,
    boolean isAlone)
    implements CachedQuery<DirectoryAnswer> {

  private static final Duration ABSENT_FOR = Duration.ofSeconds(15);
  private static final Duration FORBIDDEN_FOR = Duration.ofSeconds(30);
  private static final Duration FAILED_FOR = Duration.ofSeconds(1);

  /** The question of a mount whose logins do not wait. */
  public ResourceFactsQuery(
      ResourceDirectory directory,
      DirectoryAccess access,
      ResourceId id,
      Duration keepFor,
      Duration staleFor) {
    this(directory, access, id, keepFor, staleFor, Duration.ZERO, false);
  }

  /** The same question of a mount whose logins wait so long. */
  public ResourceFactsQuery waiting(Duration time) {
    return new ResourceFactsQuery(directory, access, id, keepFor, staleFor, time, isAlone);
  }

  /** The same question, which a list does not answer. */
  public ResourceFactsQuery alone() {
    return new ResourceFactsQuery(directory, access, id, keepFor, staleFor, patience, true);
  }

  /** The same question, for which facts count as fresh no longer than that. */
  public ResourceFactsQuery freshAtMost(Duration time) {
    return new ResourceFactsQuery(
        directory,
        access,
        id,
        keepFor.compareTo(time) < 0 ? keepFor : time,
        staleFor,
        patience,
        isAlone);
  }

  @Override
  public Key key() {
    return new Key(
        access.mount(), access.version(), access.cloud(), access.tenant(), id.canonical());
  }

  @Override
  public DirectoryAnswer ask(Duration limit) {
    return directory.find(access, id, limit);
  }

  @Override
  public DirectoryAnswer unavailable(String why) {
    return new DirectoryAnswer.Down(why);
  }

  @Override
  public ErrorCode whenLate() {
    return ErrorCode.RESOURCE_MANAGER_UNAVAILABLE;
  }

  @Override
  public Duration freshFor(DirectoryAnswer answer) {
    if (answer instanceof DirectoryAnswer.Found) {
      return keepFor;
    }
    if (answer instanceof DirectoryAnswer.Absent) {
      return ABSENT_FOR;
    }
    if (answer instanceof DirectoryAnswer.Forbidden) {
      return FORBIDDEN_FOR;
    }
    return answer instanceof DirectoryAnswer.Throttled throttled
        ? throttled.retryAfter()
        : FAILED_FOR;
  }

  @Override
  public DirectoryAnswer aged(DirectoryAnswer answer, Duration passed) {
    return answer instanceof DirectoryAnswer.Throttled throttled
        ? new DirectoryAnswer.Throttled(throttled.retryAfter().minus(passed))
        : answer;
  }

  @Override
  public boolean isFound(DirectoryAnswer answer) {
    return answer instanceof DirectoryAnswer.Found;
  }

  @Override
  public boolean invalidates(DirectoryAnswer answer) {
    return answer instanceof DirectoryAnswer.Absent;
  }

  @Override
  public boolean isUnavailable(DirectoryAnswer answer) {
    return answer instanceof DirectoryAnswer.Down || answer instanceof DirectoryAnswer.Throttled;
  }

  @Override
  public Duration maxStaleAge() {
    return staleFor.isZero() ? Duration.ZERO : keepFor.plus(staleFor);
  }

  record Key(String mount, long version, String cloud, String tenant, String resource) {}
}
