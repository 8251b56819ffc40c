package io.azimuth.domain.azure.rights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the rights that a mount needs with those that the server has. */
public final class RightsComparison {

  /** The place of permissions of Microsoft Graph. */
  public static final String GRAPH = "Microsoft Graph";

  /** What an application that changes its own secrets must be. */
  public static final String OWNERSHIP = "owner of its own application";

  /** How many unused rights are named at most. */
  public static final int MAX_UNUSED = 256;

  /** With it a caller reads its own rights, which Azure may ask for. */
  public static final ActionPattern OWN_RIGHTS =
      new ActionPattern("Microsoft.Authorization/permissions/read");

  // Permissions such as User.Read.All and User.ReadBasic.All.
  private static final Pattern READING = Pattern.compile("[A-Za-z-]+[.]Read(Basic)?([.].*)?");

  private final NeededRights needed;
  private final HeldRights held;
  private final Set<UnusedRight> unused = new LinkedHashSet<>();
  private boolean full;

  private RightsComparison(NeededRights needed, HeldRights held) {
    this.needed = needed;
    this.held = held;
  }

  /** What is there, what is missing, and what is too much. */
  public static RightsReport of(NeededRights needed, HeldRights held) {
    return new RightsComparison(needed, held).report();
  }

  private RightsReport report() {
    List<JudgedRight> judged =
        Stream.of(
                needed.actions().stream().map(this::judged),
                needed.permissions().stream().map(this::judged),
                needed.ownership().stream().map(this::ownership))
            .flatMap(it -> it)
            .toList();
    new TreeMap<>(held.grants()).forEach(this::addUnused);
    held.permissions().ifPresent(this::addUnused);
    List<UnusedRight> sorted = new ArrayList<>(unused);
    sorted.sort(Comparator.comparing(it -> !it.dangerous()));
    return new RightsReport(judged, sorted, needed.complete() && !full);
  }

  private JudgedRight judged(NeededAction need) {
    String why = WhyNeeded.of(need);
    if (need.scope().isEmpty()) {
      return judged(need, "", why, RightState.UNKNOWN, "no binding tells in which subscription");
    }
    AzureScope place = need.scope().get();
    Optional<Grants> there = Optional.ofNullable(held.grants().get(place));
    if (there.isEmpty()) {
      String reason = held.untold().getOrDefault(place, "Azure was not asked");
      return judged(need, place.path(), why, RightState.UNKNOWN, reason);
    }
    RightState state = there.get().allow(need.action()) ? RightState.PRESENT : RightState.MISSING;
    return judged(need, place.path(), why, state, "");
  }

  private static JudgedRight judged(
      NeededAction need, String place, String why, RightState state, String detail) {
    return new JudgedRight(need.action().value(), place, need.required(), why, state, detail);
  }

  private JudgedRight judged(NeededPermission need) {
    String name = need.role().permission();
    if (held.permissions().isEmpty()) {
      return new JudgedRight(
          name, GRAPH, need.required(), need.why(), RightState.UNKNOWN, held.noPermissions());
    }
    Set<String> has = held.permissions().get();
    Optional<String> by =
        has.contains(name)
            ? Optional.of("")
            : need.enough().stream().filter(has::contains).findFirst().map("by "::concat);
    return new JudgedRight(
        name,
        GRAPH,
        need.required(),
        need.why(),
        by.isPresent() ? RightState.PRESENT : RightState.MISSING,
        by.orElse(""));
  }

  private JudgedRight ownership(String why) {
    return new JudgedRight(
        OWNERSHIP,
        GRAPH,
        needed.requiresOwnership(),
        why,
        RightState.UNKNOWN,
        "see az ad app owner list; a token does not tell it");
  }

  private void addUnused(AzureScope place, Grants grants) {
    Set<ActionPattern> neededThere =
        needed.actions().stream()
            .filter(need -> need.scope().map(it -> meets(it, place)).orElse(true))
            .map(NeededAction::action)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (ActionGrant grant : grants.all()) {
      if (isInherited(place, grant)) {
        continue;
      }
      for (ActionPattern pattern : grant.allowed()) {
        whyUnused(neededThere, grant, pattern)
            .ifPresent(why -> add(pattern.value(), place.path(), !pattern.onlyReads(), why));
      }
      for (ActionPattern pattern : grant.allowedOfData()) {
        if (!SealActions.useKeys(pattern)) {
          add(
              pattern.value(),
              place.path(),
              !pattern.onlyReads(),
              "no role reads the data of resources");
        }
      }
    }
  }

  // It is told where it comes from.
  private boolean isInherited(AzureScope place, ActionGrant grant) {
    return held.grants().entrySet().stream()
        .filter(wide -> !wide.getKey().equals(place) && wide.getKey().includes(place))
        .anyMatch(wide -> wide.getValue().all().contains(grant));
  }

  private Optional<String> whyUnused(
      Set<ActionPattern> neededThere, ActionGrant grant, ActionPattern pattern) {
    if (pattern.equals(OWN_RIGHTS)) {
      return Optional.empty();
    }
    List<ActionPattern> served =
        neededThere.stream().filter(it -> pattern.covers(it) && grant.allows(it)).toList();
    if (served.isEmpty()) {
      return Optional.of(
          needed.complete() ? "no role needs it there" : "no role that was read needs it there");
    }
    return pattern.isWide()
        ? Optional.of("wider than what is needed: " + actions(served))
        : Optional.empty();
  }

  private static boolean meets(AzureScope one, AzureScope other) {
    return one.includes(other) || other.includes(one);
  }

  private static String actions(List<ActionPattern> served) {
    return String.join(", ", served.stream().map(ActionPattern::value).sorted().toList());
  }

  private void addUnused(Set<String> permissions) {
    for (String has : permissions.stream().sorted().toList()) {
      whyUnused(has, permissions).ifPresent(why -> add(has, GRAPH, !isReading(has), why));
    }
  }

  private Optional<String> whyUnused(String has, Set<String> permissions) {
    if (needed.permissions().stream().anyMatch(need -> need.role().permission().equals(has))) {
      return Optional.empty();
    }
    return needed.permissions().stream()
        .filter(need -> need.enough().contains(has))
        .filter(need -> !permissions.contains(need.role().permission()))
        .findFirst()
        .map(need -> "wider than what is needed: " + need.role().permission() + " is enough")
        .or(() -> Optional.of("nothing needs it"));
  }

  private static boolean isReading(String permission) {
    return READING.matcher(permission).matches();
  }

  private void add(String right, String place, boolean dangerous, String why) {
    UnusedRight found = new UnusedRight(right, place, dangerous, why);
    if (unused.size() < MAX_UNUSED) {
      unused.add(found);
    } else if (!unused.contains(found)) {
      full = true;
    }
  }
}
