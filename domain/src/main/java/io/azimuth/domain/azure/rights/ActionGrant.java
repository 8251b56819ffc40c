package io.azimuth.domain.azure.rights;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one role assignment allows at a scope. What {@code notActions} excludes is excluded from
 * this grant only: another grant may allow it.
 *
 * @param actions what it allows
 * @param notActions what it does not allow of that
 * @param dataActions what it allows with the data of resources
 * @param notDataActions what it does not allow of that
 */
public record ActionGrant(
    List<ActionPattern> actions,
    List<ActionPattern> notActions,
    List<ActionPattern> dataActions,
    List<ActionPattern> notDataActions) {

  public ActionGrant {
    actions = List.copyOf(actions);
    notActions = List.copyOf(notActions);
    dataActions = List.copyOf(dataActions);
    notDataActions = List.copyOf(notDataActions);
  }

  /** A grant without data actions. */
  public static ActionGrant of(List<ActionPattern> actions, List<ActionPattern> notActions) {
    return new ActionGrant(actions, notActions, List.of(), List.of());
  }

  int patterns() {
    return actions.size() + notActions.size() + dataActions.size() + notDataActions.size();
  }

  int characters() {
    return Stream.of(actions, notActions, dataActions, notDataActions)
        .flatMap(List::stream)
        .mapToInt(it -> it.value().length())
        .sum();
  }

  /** Whether it allows the action, and not only a part of what a pattern matches. */
  public boolean allows(ActionPattern action) {
    return covered(actions, action) && !covered(notActions, action);
  }

  /** The patterns of the actions that it allows, without those that it excludes whole. */
  List<ActionPattern> allowed() {
    return actions.stream().filter(it -> !covered(notActions, it)).toList();
  }

  /** The patterns of the data actions that it allows, without those that it excludes whole. */
  List<ActionPattern> allowedOfData() {
    return dataActions.stream().filter(it -> !covered(notDataActions, it)).toList();
  }

  private static boolean covered(List<ActionPattern> patterns, ActionPattern action) {
    return patterns.stream().anyMatch(it -> it.covers(action));
  }
}
