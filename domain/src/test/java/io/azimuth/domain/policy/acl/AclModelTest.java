package io.azimuth.domain.policy.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.Policies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The index against a slow model of the same order of rules, written with lists and patterns. */
class AclModelTest {

  private static final int ROUNDS = Integer.getInteger("azimuth.random.cases", 400);
  private static final String[] SEGMENTS = {"a", "b", "ab", "A", "+", "+", "c"};

  @Test
  void choosesWhatTheModelChooses() {
    Random random = new Random(42);
    for (int round = 0; round < ROUNDS; round++) {
      Set<String> paths = new LinkedHashSet<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        paths.add(rule(random));
      }
      List<String> rules = new ArrayList<>();
      paths.forEach(path -> rules.add(path + (random.nextInt(3) == 0 ? ":deny" : ":read,list")));
      Acl acl = Policies.acl(rules.toArray(String[]::new));
      for (int i = 0; i < 8; i++) {
        String path = request(random);
        agree(acl, rules, path, Capability.READ);
        agree(acl, rules, path, Capability.LIST);
      }
    }
  }

  private static void agree(Acl acl, List<String> rules, String path, Capability needed) {
    AclDecision decision = acl.decide(path, needed, false);
    assertThat(decision.allowed())
        .as(() -> needed + " " + path + " by " + rules + ": " + decision)
        .isEqualTo(modelAllows(rules, path, needed == Capability.LIST));
  }

  private static boolean modelAllows(List<String> rules, String path, boolean list) {
    String bare = list && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    List<List<String>> steps =
        List.of(
            matching(rules, path, true),
            matching(rules, bare, true),
            matching(rules, path, false),
            matching(rules, bare, false));
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).isEmpty()) {
        return stepAllows(steps.get(i), i % 2 == 0 ? path : bare);
      }
    }
    return false;
  }

  /** All rules of one step: those that match as written, and denies that match in another case. */
  private static List<String> matching(List<String> rules, String path, boolean exact) {
    return rules.stream()
        .filter(rule -> isExact(pathOf(rule)) == exact)
        .filter(rule -> matches(rule, path, false) || (denies(rule) && matches(rule, path, true)))
        .toList();
  }

  private static boolean stepAllows(List<String> step, String path) {
    Optional<String> best =
        step.stream()
            .filter(rule -> matches(rule, path, false))
            .max(specificity().thenComparing(rule -> literal(pathOf(rule))));
    if (best.isEmpty() || denies(best.get())) {
      return false;
    }
    return step.stream()
        .filter(rule -> !matches(rule, path, false))
        .noneMatch(deny -> specificity().compare(deny, best.get()) >= 0);
  }

  private static Comparator<String> specificity() {
    return Comparator.<String>comparingInt(rule -> firstWildcard(pathOf(rule)))
        .thenComparing(rule -> !pathOf(rule).endsWith("*"))
        .thenComparing(rule -> -pluses(pathOf(rule)))
        .thenComparing(rule -> isExact(pathOf(rule)) ? 0 : literal(pathOf(rule)).length());
  }

  private static boolean matches(String rule, String path, boolean anyCase) {
    StringBuilder pattern = new StringBuilder();
    String literal = literal(pathOf(rule));
    for (String segment : literal.split("/", -1)) {
      pattern.append(pattern.isEmpty() ? "" : "/");
      pattern.append(segment.equals("+") ? "[^/]*" : Pattern.quote(segment));
    }
    pattern.append(pathOf(rule).endsWith("*") ? ".*" : "");
    return Pattern.compile(pattern.toString(), anyCase ? Pattern.CASE_INSENSITIVE : 0)
        .matcher(path)
        .matches();
  }

  private static int firstWildcard(String path) {
    int at = 0;
    for (String segment : literal(path).split("/", -1)) {
      if (segment.equals("+")) {
        return at;
      }
      at += segment.length() + 1;
    }
    return at - 1;
  }

  private static int pluses(String path) {
    return (int) Pattern.compile("/").splitAsStream(literal(path)).filter("+"::equals).count();
  }

  private static boolean isExact(String path) {
    return !path.endsWith("*") && pluses(path) == 0;
  }

  private static String literal(String path) {
    return path.endsWith("*") ? path.substring(0, path.length() - 1) : path;
  }

  private static String pathOf(String rule) {
    return rule.substring(0, rule.lastIndexOf(':'));
  }

  private static boolean denies(String rule) {
    return rule.endsWith(":deny");
  }

  private static String rule(Random random) {
    String path = joined(random, SEGMENTS.length);
    if (random.nextInt(3) > 0) {
      return random.nextInt(4) == 0 ? path + "/" : path;
    }
    return path.endsWith("+") ? path + "/*" : path + "*";
  }

  private static String request(Random random) {
    String path = joined(random, SEGMENTS.length).replace('+', 'b');
    return random.nextBoolean() ? path + "/" : path;
  }

  private static String joined(Random random, int words) {
    StringBuilder path = new StringBuilder(SEGMENTS[random.nextInt(words)]);
    for (int i = random.nextInt(4); i > 0; i--) {
      path.append('/').append(SEGMENTS[random.nextInt(words)]);
    }
    return path.toString();
  }
}
