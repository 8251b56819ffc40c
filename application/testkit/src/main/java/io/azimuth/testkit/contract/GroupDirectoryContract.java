package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link GroupDirectory} promises. It passes when a subclass that offers one does. */
public abstract class GroupDirectoryContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final PrincipalId UNKNOWN =
      new PrincipalId("bbbbbbbb-0000-4000-8000-00000000dead");

  /** The one way to make it. */
  protected GroupDirectoryContract() {}

  /** The directory. */
  protected abstract GroupDirectory directory();

  /** An access that may ask for the groups of all principals. */
  protected abstract DirectoryAccess access();

  /** From now on the access may ask for no groups. */
  protected abstract void forbid();

  /** An application. */
  protected abstract PrincipalId application();

  /** A user. */
  protected abstract PrincipalId user();

  /** These are all groups that the principal is in from now on. */
  protected abstract void isIn(PrincipalId principal, Set<GroupId> groups);

  private AzureAnswer<Set<GroupId>> groups(PrincipalId principal, boolean user) {
    return directory().groupsOf(access(), principal, user, LIMIT);
  }

  private static Set<GroupId> ids(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> new GroupId("eeeeeeee-0000-4000-8000-%012d".formatted(number)))
        .collect(Collectors.toSet());
  }

  @Test
  void findsAllGroupsOfAnApplication() {
    isIn(application(), ids(1, 300));

    assertThat(groups(application(), false)).isEqualTo(new AzureAnswer.Done<>(ids(1, 300)));
  }

  @Test
  void findsAllGroupsOfAUser() {
    isIn(user(), ids(2, 4));

    assertThat(groups(user(), true)).isEqualTo(new AzureAnswer.Done<>(ids(2, 4)));
  }

  @Test
  void asksAnewEachTime() {
    isIn(application(), ids(1, 1));
    groups(application(), false);
    isIn(application(), ids(2, 2));
    assertThat(groups(application(), false)).isEqualTo(new AzureAnswer.Done<>(ids(2, 2)));

    isIn(application(), Set.of());
    assertThat(groups(application(), false)).isEqualTo(new AzureAnswer.Done<>(Set.of()));
  }

  @Test
  void refusesAPrincipalThatIsNotThere() {
    assertThat(groups(UNKNOWN, false)).isInstanceOf(AzureAnswer.Refused.class);
    assertThat(groups(UNKNOWN, true)).isInstanceOf(AzureAnswer.Refused.class);
  }

  @Test
  void refusesAPrincipalOfTheOtherKind() {
    isIn(application(), ids(1, 1));
    isIn(user(), ids(1, 1));

    assertThat(groups(application(), true)).isInstanceOf(AzureAnswer.Refused.class);
    assertThat(groups(user(), false)).isInstanceOf(AzureAnswer.Refused.class);
  }

  @Test
  void refusesAnIdentityThatLacksThePermission() {
    isIn(application(), ids(1, 1));
    isIn(user(), ids(1, 1));
    forbid();

    assertThat(groups(application(), false)).isInstanceOf(AzureAnswer.Refused.class);
    assertThat(groups(user(), true)).isInstanceOf(AzureAnswer.Refused.class);
  }
}
