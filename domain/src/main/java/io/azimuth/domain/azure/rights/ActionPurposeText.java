package io.azimuth.domain.azure.rights;

import java.util.List;

/** Puts into words what an action is needed for. */
public final class ActionPurposeText {

  private static final int MAX_NAMES = 5;

  private ActionPurposeText() {}

  /** The names of the roles, or the first of them and the number of the others. */
  public static String of(NeededAction need) {
    String roles = roles(List.copyOf(need.roles()));
    return need.required() ? roles : roles + ", for some logins";
  }

  private static String roles(List<String> names) {
    if (names.isEmpty()) {
      return "logins from there";
    }
    String shown = String.join(", ", names.subList(0, Math.min(MAX_NAMES, names.size())));
    int others = names.size() - MAX_NAMES;
    String prefix = names.size() == 1 ? "role " : "roles ";
    return prefix + shown + (others > 0 ? " and " + others + " more" : "");
  }
}
