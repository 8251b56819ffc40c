package io.azimuth.testkit.fake;

import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Principals and their groups, which every access may see, or an answer of the test's choice. */
public final class FakeGroups implements GroupDirectory {

  private final Map<String, Set<GroupId>> known = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Optional<AzureAnswer<Set<GroupId>>> answer = Optional.empty();

  /** There is such a principal, and it is in these groups. */
  public void put(PrincipalId principal, boolean user, Set<GroupId> groups) {
    known.put(name(principal, user), Set.copyOf(groups));
  }

  /** Answers so from now on, whatever is asked. */
  public void answerWith(AzureAnswer<Set<GroupId>> given) {
    answer = Optional.of(given);
  }

  /** What was asked for, each {@code user} or {@code application} and the id. */
  public List<String> asked() {
    return asked;
  }

  @Override
  public AzureAnswer<Set<GroupId>> groupsOf(
      DirectoryAccess access, PrincipalId principal, boolean user, Duration limit) {
    String name = name(principal, user);
    asked.add(name);
    return answer.orElseGet(
        () ->
            known.containsKey(name)
                ? new AzureAnswer.Done<>(known.get(name))
                : new AzureAnswer.Refused<>("no such principal"));
  }

  private static String name(PrincipalId principal, boolean user) {
    return (user ? "user " : "application ") + principal;
  }
}
