package io.azimuth.adapters.azure.simulator.fleet;

import java.util.List;

/**
 * The agents of {@code docs/guides/azure-simulator.md}: two of one blueprint, one of another. Their
 * ids are relied on from outside: never change one.
 */
final class SeededAgents {

  static final int DESK = 16;
  static final int NIGHT = 17;

  private SeededAgents() {}

  static List<SeededAgent> all() {
    return List.of(
        agent("triage", 1, DESK), agent("reporter", 2, DESK), agent("sweeper", 3, NIGHT));
  }

  /** What people ask tokens for that an agent is to act with. */
  static SeededApi api(int blueprint) {
    String id = SeededFleet.client(blueprint);
    return new SeededApi(id, List.of("api://" + id), 1, false);
  }

  private static SeededAgent agent(String name, int number, int blueprint) {
    return new SeededAgent(
        name,
        SeededFleet.TENANT,
        SeededFleet.guid("adadadad", number),
        SeededFleet.client(blueprint),
        SeededFleet.guid("afafafaf", number));
  }
}
