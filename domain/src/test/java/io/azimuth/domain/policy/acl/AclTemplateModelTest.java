package io.azimuth.domain.policy.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.Policies;
import io.azimuth.domain.policy.TemplateSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * ACLs that share their fixed rules against those that are merged for one caller alone, which is
 * the slow way to the same rules. {@link AclModelTest} compares the latter with a model.
 */
class AclTemplateModelTest {

  private static final int ROUNDS = Integer.getInteger("azimuth.random.cases", 400);
  private static final String[] SEGMENTS = {
    "a",
    "b",
    "A",
    "ab",
    "+",
    "{{identity.entity.id}}",
    "{{identity.entity.name}}",
    "{{identity.entity.metadata.team}}",
    "x{{identity.entity.name}}"
  };
  private static final String[] WORDS = {
    "\"deny\"", "\"read\"", "\"list\"", "\"read\", \"sudo\"", "\"update\", \"list\""
  };
  private static final List<TemplateSubject> CALLERS =
      List.of(
          new TemplateSubject("a", "b", Map.of()),
          new TemplateSubject("B", "a", Map.of("team", "ab")),
          new TemplateSubject("e-1", "A", Map.of("team", "..")));

  @Test
  void sharingChangesNothing() {
    Random random = new Random(42);
    int filledByNames = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<AclPolicy> policies = policies(random);
      AclTemplate template = AclTemplate.of(policies);
      List<String> paths = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        paths.add(request(random));
      }
      agree(policies, Optional.empty(), template.forNobody(), paths);
      for (TemplateSubject caller : CALLERS) {
        agree(policies, Optional.of(caller), template.filledIn(caller), paths);
        if (template.isTemplated() && template.needsOnlyNames()) {
          TemplateSubject names = new TemplateSubject(caller.id(), caller.name(), Map.of());
          agree(policies, Optional.of(caller), template.filledIn(names), paths);
          filledByNames++;
        }
      }
      assertThat(template.isTemplated())
          .isEqualTo(policies.stream().anyMatch(AclPolicy::isTemplated));
    }
    assertThat(filledByNames).isPositive();
  }

  private static void agree(
      List<AclPolicy> policies, Optional<TemplateSubject> caller, Acl shared, List<String> paths) {
    Acl alone = Acl.of(policies, caller);
    String of = policies + " for " + caller;
    assertThat(shared.grants()).as(of).containsExactlyInAnyOrderElementsOf(alone.grants());
    for (String mount : List.of("a/", "b/", "ab/", "A/", "a/b/", "c/")) {
      assertThat(shared.anyBelow(mount))
          .as("%s below %s", of, mount)
          .isEqualTo(alone.anyBelow(mount));
    }
    for (String path : paths) {
      String what = path + " of " + of;
      for (Capability needed : List.of(Capability.READ, Capability.LIST, Capability.UPDATE)) {
        assertThat(shared.decide(path, needed, false))
            .as(what)
            .isEqualTo(alone.decide(path, needed, false));
      }
      assertThat(shared.hasSudo(path)).as(what).isEqualTo(alone.hasSudo(path));
      assertThat(shared.capabilities(path)).as(what).isEqualTo(alone.capabilities(path));
      assertThat(shared.matchingRules(path, true))
          .as(what)
          .isEqualTo(alone.matchingRules(path, true));
    }
  }

  private static List<AclPolicy> policies(Random random) {
    List<AclPolicy> policies = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<String> stanzas = new ArrayList<>();
      for (int j = random.nextInt(6); j >= 0; j--) {
        stanzas.add(
            "path \"" + rule(random) + "\" { capabilities = [" + any(WORDS, random) + "] }");
      }
      policies.add(Policies.policy("p" + policies.size(), stanzas.toArray(String[]::new)));
    }
    return policies;
  }

  private static String rule(Random random) {
    String path = joined(random, SEGMENTS.length);
    if (random.nextInt(3) > 0) {
      return random.nextInt(4) == 0 ? path + "/" : path;
    }
    return path.endsWith("+") ? path + "/*" : path + "*";
  }

  private static String request(Random random) {
    String path = joined(random, 4);
    return random.nextBoolean() ? path + "/" : path;
  }

  private static String joined(Random random, int words) {
    StringBuilder path = new StringBuilder(SEGMENTS[random.nextInt(words)]);
    for (int i = random.nextInt(3); i > 0; i--) {
      path.append('/').append(SEGMENTS[random.nextInt(words)]);
    }
    return path.toString();
  }

  private static String any(String[] texts, Random random) {
    return texts[random.nextInt(texts.length)];
  }
}
