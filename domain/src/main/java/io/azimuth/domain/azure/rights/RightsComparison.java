package io.azimuth.domain.azure.rights;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares the rights that a mount needs with those that the server has. */
public final class RightsComparison {

  /** The place of permissions of Microsoft Graph. */
  public static final String GRAPH = "Microsoft Graph";

  /** What an application that changes its own secrets must be. */
  public static final String OWNERSHIP = "owner of its own application";

  /** With it a caller reads its own rights, which Azure may ask for. */
  public static final ActionPattern OWN_RIGHTS =
      new ActionPattern("Microsoft.Authorization/permissions/read");

  private final NeededRights needed;
  private final HeldRights held;

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
    UnusedRights unused = new UnusedRights();
    new UnusedActions(needed, held.grants(), unused::add).find();
    held.permissions()
        .map(has -> new UnusedPermissions(needed.permissions(), has))
        .ifPresent(it -> it.all().forEach(unused::add));
    return new RightsReport(judged, unused.named(), RightsGaps.of(needed, held, unused.hasMore()));
  }

  private JudgedRight judged(NeededAction need) {
    String why = ActionPurposeText.of(need);
    if (need.scope().isEmpty()) {
      return judged(need, "", why, RightState.UNKNOWN, "no binding tells in which subscription");
    }
    AzureScope place = need.scope().get();
    Optional<Grants> grants = Optional.ofNullable(held.grants().get(place));
    if (grants.isEmpty()) {
      String reason = held.untold().getOrDefault(place, "Azure was not asked");
      return judged(need, place.path(), why, RightState.UNKNOWN, reason);
    }
    RightState state = grants.get().allow(need.action()) ? RightState.PRESENT : RightState.MISSING;
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
}
