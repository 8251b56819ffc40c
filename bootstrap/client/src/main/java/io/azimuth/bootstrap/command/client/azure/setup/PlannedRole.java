package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.text.AsciiCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A role of Resource Manager and where it is assigned.
 *
 * @param actions of a role that is made for this; empty for the built-in role of that name
 * @param places where it is assigned, in order
 */
record PlannedRole(String name, List<String> actions, List<AzureScope> places) {

  /** The built-in role that reads everything but data. */
  static final String READER = "Reader";

  /** Its fixed id, a GUID. */
  static final String READER_ID = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

  static final String DESCRIPTION = "Reads what an Azimuth server compares logins with.";

  PlannedRole {
    actions = List.copyOf(actions);
    places = List.copyOf(places);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a role is assigned somewhere");
    }
  }

  /**
   * A role of exactly these actions, to be made. Its name has a hash of the actions and of where it
   * can be assigned, so a role of that name is this one: roles have one name each in a tenant.
   *
   * @param of the name of what it is assigned to
   */
  static PlannedRole custom(String of, List<String> actions, List<AzureScope> places) {
    List<String> content = new ArrayList<>();
    actions.forEach(action -> content.add(AsciiCase.fold(action)));
    content.addAll(subscriptions(places));
    String name = "Azimuth login server (" + of + ", " + ShortHash.of(content) + ")";
    return new PlannedRole(name, actions, places);
  }

  boolean isBuiltIn() {
    return actions.isEmpty();
  }

  /** The subscriptions in which it can be assigned, as paths. */
  List<String> subscriptions() {
    return subscriptions(places);
  }

  private static List<String> subscriptions(List<AzureScope> places) {
    Set<AzureScope> all = new TreeSet<>();
    places.forEach(place -> all.add(AzureScope.of(place.subscription())));
    return all.stream().map(AzureScope::path).toList();
  }
}
