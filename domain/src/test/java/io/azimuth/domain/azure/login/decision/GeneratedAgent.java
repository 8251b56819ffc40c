package io.azimuth.domain.azure.login.decision;

import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.role.AgentAccess;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.azure.role.GroupsClaim;
import io.azimuth.domain.azure.role.LoginMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What a generated token says of an agent and of app roles, and what its role makes of it. */
final class GeneratedAgent {

  private static final String BLUEPRINT = "abcdef00-0000-4000-8000-0000000000b1";
  private static final String OTHER = "abcdef00-0000-4000-8000-0000000000b2";
  private static final List<AgentAccess> ACCESSES = List.of(AgentAccess.values());
  private static final List<String> FACETS = List.of("3 9 11", "13 1", "9 3", "", "11  2", "x");

  private final boolean asked;
  private final boolean named;
  private final AgentAccess access;
  private final String blueprint;
  private final String actor;
  private final String subject;
  private final boolean assigned;
  private final GroupsClaim groups;

  GeneratedAgent(int number) {
    Random random = new Random(number * 69_069L);
    asked = random.nextInt(5) == 0;
    named = random.nextInt(3) != 0;
    access = ACCESSES.get(random.nextInt(ACCESSES.size()));
    blueprint = random.nextInt(4) == 0 ? OTHER : BLUEPRINT;
    actor = FACETS.get(random.nextInt(FACETS.size()));
    subject = FACETS.get(random.nextInt(FACETS.size()));
    assigned = random.nextInt(3) == 0;
    groups = random.nextInt(3) == 0 ? GroupsClaim.ROLES : GroupsClaim.GROUPS;
  }

  AgentAccess access() {
    return asked ? access : AgentAccess.AUTONOMOUS;
  }

  /** What the role binds. */
  Optional<BoundList> blueprints() {
    return asked && named ? Optional.of(new BoundList(List.of(BLUEPRINT))) : Optional.empty();
  }

  Optional<BoundList> appRoles() {
    return assigned ? Optional.of(new BoundList(List.of("Reader", "Writer"))) : Optional.empty();
  }

  LoginMapping mapping() {
    return assigned
        ? new LoginMapping(
            groups, named ? Map.of("roles", "first_role") : Map.of("sub", "subject"), Map.of())
        : LoginMapping.NONE;
  }

  TokenMint claim(TokenMint mint) {
    if (assigned) {
      mint.with("roles", actor.isEmpty() ? "reader" : List.of("Reader", "Other"));
    }
    return asked
        ? mint.with("xms_act_fct", actor)
            .with("xms_sub_fct", subject)
            .with("xms_par_app_azp", blueprint)
        : mint;
  }

  @Override
  public String toString() {
    return "agent " + asked + ", app roles " + assigned;
  }
}
