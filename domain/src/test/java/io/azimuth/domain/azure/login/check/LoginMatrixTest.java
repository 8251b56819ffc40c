package io.azimuth.domain.azure.login.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginPolicyTest;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.login.LoginCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Logins from each kind of resource, with each kind of identity, name and proof. The role binds the
 * principal and its subscription.
 */
class LoginMatrixTest {

  /**
   * A cell is the outcome: {@code ok}, {@code drop} (granted, but the names of machine and set that
   * were sent appear nowhere), or the reasons of a refusal; {@code ?} after it when Azure was
   * asked.
   *
   * <p>The columns are what the request names: the right names; another name; a prefix of the name;
   * another group; a prefix of the group; another subscription; the right names in capitals; no
   * name, only subscription and group; the names of another machine, as an agent in a pod sends
   * them; and the right names with a token that carries no resource claims.
   */
  private static final String TABLE =
      """
      who          identity proof     | right     | wrong    | prefix   | group    | pgroup   | sub      | case      | unsent  | node            | noclaims
      vm           system   directory | ok?       | vm       | vm       | group    | group    | sub      | ok?       | ok?     | group+vm        | ok?
      vm           user     directory | ok?       | vm       | vm       | group    | group    | sub      | ok?       | ok?     | group+vm        | unproved?
      vm           several  directory | ok?       | vm       | vm       | group    | group    | sub      | ok?       | ok?     | group+vm        | unproved?
      vm           system   claims    | ok        | vm       | vm       | group    | group    | sub      | ok        | ok      | group+vm        | unproved
      vm           user     claims    | ok        | vm       | vm       | group    | group    | sub      | ok        | ok      | group+vm        | unproved
      vm           several  claims    | ok        | vm       | vm       | group    | group    | sub      | ok        | ok      | group+vm        | unproved
      uniform      system   directory | ok?       | set      | set      | group    | group    | sub      | ok?       | ok?     | group+set       | ok?
      uniform      user     directory | ok?       | set      | set      | group    | group    | sub      | ok?       | ok?     | group+set       | unproved?
      uniform      several  directory | ok?       | set      | set      | group    | group    | sub      | ok?       | ok?     | group+set       | unproved?
      uniform      system   claims    | ok        | set      | set      | group    | group    | sub      | ok        | ok      | group+set       | unproved
      uniform      user     claims    | ok        | set      | set      | group    | group    | sub      | ok        | ok      | group+set       | unproved
      uniform      several  claims    | ok        | set      | set      | group    | group    | sub      | ok        | ok      | group+set       | unproved
      flexible     system   directory | ok?       | set?     | set?     | group    | group    | sub      | ok?       | ok?     | group+vm        | unproved?
      flexible     user     directory | ok?       | set?     | set?     | group    | group    | sub      | ok?       | ok?     | group+vm        | unproved?
      flexible     several  directory | ok?       | set?     | set?     | group    | group    | sub      | ok?       | ok?     | group+vm        | unproved?
      flexible     system   claims    | dropset   | dropset  | dropset  | group    | group    | sub      | dropset   | ok      | group+vm        | unproved
      flexible     user     claims    | dropset   | dropset  | dropset  | group    | group    | sub      | dropset   | ok      | group+vm        | unproved
      flexible     several  claims    | dropset   | dropset  | dropset  | group    | group    | sub      | dropset   | ok      | group+vm        | unproved
      site         system   directory | ok?       | resource | resource | group    | group    | sub      | ok?       | ok?     | group+vm+set    | ok?
      site         user     directory | ok?       | resource | resource | group    | group    | sub      | ok?       | ok?     | group+vm+set    | unproved?
      site         several  directory | ok?       | resource | resource | group    | group    | sub      | ok?       | ok?     | group+vm+set    | unproved?
      site         system   claims    | ok        | resource | resource | group    | group    | sub      | ok        | ok      | group+vm+set    | unproved
      site         user     claims    | ok        | resource | resource | group    | group    | sub      | ok        | ok      | group+vm+set    | unproved
      site         several  claims    | ok        | resource | resource | group    | group    | sub      | ok        | ok      | group+vm+set    | unproved
      pod          user     directory | ok?       | ok?      | ok?      | ok?      | ok?      | ok?      | ok?       | ok?     | drop?           | unproved?
      pod          user     claims    | ok        | ok       | ok       | ok       | ok       | ok       | ok        | ok      | drop            | unproved
      application  none     directory | unproved? | absent?  | absent?  | absent?  | absent?  | unbound  | unproved? | missing | unproved?       | unproved?
      application  none     claims    | unproved  | unproved | unproved | unproved | unproved | unproved | unproved  | missing | unproved        | unproved
      """;

  private static final Map<String, DenialReason> REASONS =
      Map.of(
          "vm", DenialReason.VM_MISMATCH,
          "set", DenialReason.SCALE_SET_MISMATCH,
          "resource", DenialReason.RESOURCE_ID_MISMATCH,
          "group", DenialReason.RESOURCE_GROUP_MISMATCH,
          "sub", DenialReason.SUBSCRIPTION_MISMATCH,
          "unbound", DenialReason.SUBSCRIPTION_NOT_BOUND,
          "unproved", DenialReason.RESOURCE_UNPROVED,
          "missing", DenialReason.RESOURCE_CLAIMS_MISSING,
          "absent", DenialReason.RESOURCE_NOT_FOUND);

  private static final String OTHER = "dddddddd-0000-4000-8000-00000000000d";
  private static final String ANOTHER = "dddddddd-0000-4000-8000-00000000000e";
  private static final String GROUP =
      "/subscriptions/" + TokenMint.SUBSCRIPTION + "/resourcegroups/prod/providers/";
  private static final String FLEXIBLE_VM =
      GROUP + "Microsoft.Compute/virtualMachines/fleet_1a2b3c4d";
  private static final String SITE = GROUP + "Microsoft.Web/sites/shop";
  private static final String NODES =
      GROUP.replace("prod", "nodes") + "Microsoft.Compute/virtualMachineScaleSets/pool";

  static Stream<Arguments> cells() {
    List<String> lines = TABLE.lines().toList();
    String[] says = lines.get(0).split("\\|", -1);
    List<Arguments> cells = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split("\\|", -1);
      for (int column = 1; column < row.length; column++) {
        String[] head = row[0].strip().split(" +", -1);
        cells.add(
            Arguments.of(head[0], head[1], head[2], says[column].strip(), row[column].strip()));
      }
    }
    return cells.stream();
  }

  @ParameterizedTest(name = "{0} with {1} identity by {2} says {3}: {4}")
  @MethodSource("cells")
  void decides(String who, String identity, String proof, String says, String expected) {
    AzureRole role =
        LoginPolicyTest.role(
            b ->
                b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID))
                    .bind(BoundField.SUBSCRIPTIONS, List.of(TokenMint.SUBSCRIPTION))
                    .resourceProof(proof));
    TokenMint token = says.equals("noclaims") ? new TokenMint() : token(who, identity);
    LoginStep first =
        LoginPolicy.start(
            role,
            token.mint(),
            request(who, says),
            AudienceKind.FIRST_PARTY,
            TokenMint.ISSUED.plusSeconds(600));
    LoginStep last =
        first.fold(r -> r, g -> g, needs -> answer(needs.pending(), who, identity), asks -> asks);

    assertThat(outcome(last) + (first == last ? "" : "?")).isEqualTo(outcomeOf(expected));
    assertThat(last.checks().stream().map(LoginCheck::name))
        .containsExactlyInAnyOrderElementsOf(
            LoginPolicy.skipped("").stream().map(LoginCheck::name).toList());
    last.fold(
        refused -> "",
        granted -> says(expected, granted.grant().tokenMetadata()),
        n -> "",
        a -> "");
  }

  private static String says(String expected, Map<String, String> metadata) {
    if (expected.startsWith("drop")) {
      assertThat(metadata).doesNotContainKey("vmss_name");
    }
    if (expected.equals("drop") || expected.equals("drop?")) {
      assertThat(metadata).doesNotContainKey("vm_name");
    }
    return expected;
  }

  private static String outcomeOf(String cell) {
    boolean asked = cell.endsWith("?");
    String outcome = asked ? cell.substring(0, cell.length() - 1) : cell;
    if (outcome.equals("ok") || outcome.startsWith("drop")) {
      return asked ? "ok?" : "ok";
    }
    return Stream.of(outcome.split("\\+", -1))
            .map(word -> REASONS.get(word).code())
            .collect(Collectors.joining(" "))
        + (asked ? "?" : "");
  }

  private static String outcome(LoginStep step) {
    return step.fold(
        refused ->
            refused.denials().stream().map(d -> d.reason().code()).collect(Collectors.joining(" ")),
        granted -> "ok",
        needs -> "unanswered",
        asks -> "unanswered");
  }

  private static TokenMint token(String who, String identity) {
    TokenMint mint = new TokenMint();
    return switch (who) {
      case "pod" -> mint.with("xms_mirid", TokenMint.IDENTITY);
      case "application" -> mint.with("appidacr", "1");
      default ->
          identity.equals("system")
              ? mint.with("xms_mirid", claimed(who))
              : mint.with("xms_mirid", TokenMint.IDENTITY).with("xms_az_rid", claimed(who));
    };
  }

  private static String claimed(String who) {
    return switch (who) {
      case "vm" -> TokenMint.VM;
      case "uniform" -> TokenMint.SCALE_SET;
      case "flexible" -> FLEXIBLE_VM;
      case "site" -> SITE;
      default -> throw new IllegalArgumentException(who);
    };
  }

  private static LoginRequest request(String who, String says) {
    if (says.equals("node")) {
      return names(TokenMint.SUBSCRIPTION, "nodes", "pool_0", "pool", "");
    }
    String name =
        switch (says) {
          case "wrong" -> "-2";
          case "prefix" -> "<";
          default -> "";
        };
    String group =
        switch (says) {
          case "group" -> "dev";
          case "pgroup" -> "pro";
          default -> who.equals("pod") ? "shared" : "prod";
        };
    String subscription = says.equals("sub") ? OTHER : TokenMint.SUBSCRIPTION;
    LoginRequest said = said(who, name, subscription, group);
    if (says.equals("unsent")) {
      return names(subscription, group, "", "", "");
    }
    return says.equals("case") ? said(who, "^", subscription, group) : said;
  }

  private static LoginRequest said(String who, String change, String sub, String group) {
    String place = change.equals("^") ? group.toUpperCase(Locale.ROOT) : group;
    return switch (who) {
      case "vm", "application" -> names(sub, place, changed("web-1", change), "", "");
      case "uniform" -> names(sub, place, "fleet_4", changed("fleet", change), "");
      case "flexible" -> names(sub, place, "fleet_1a2b3c4d", changed("fleet", change), "");
      case "site" -> names(sub, place, "", "", changed(SITE, change));
      case "pod" -> names(sub, place, "", "", changed(TokenMint.IDENTITY, change));
      default -> throw new IllegalArgumentException(who);
    };
  }

  private static String changed(String name, String change) {
    return switch (change) {
      case "<" -> name.substring(0, name.length() - 2);
      case "^" -> name.toUpperCase(Locale.ROOT);
      default -> name + change;
    };
  }

  private static LoginRequest names(
      String subscription, String group, String machine, String scaleSet, String resource) {
    return LoginPolicyTest.request(subscription, group, machine, scaleSet, resource);
  }

  private static LoginStep answer(PendingLogin pending, String who, String identity) {
    return LoginPolicy.resume(
        pending,
        Optional.ofNullable(azure(who, identity).get(pending.resource()))
            .map(ResourceAnswer::found)
            .orElse(ResourceAnswer.ABSENT));
  }

  /**
   * All resources that exist: one of each kind, on which the caller has its identity, and a node
   * pool.
   */
  private static Map<ResourceId, ResourceFacts> azure(String who, String identity) {
    Map<ResourceId, ResourceFacts> found = new HashMap<>();
    List<FactsMint> all =
        List.of(
            on(who, identity, new FactsMint(TokenMint.VM)),
            on(who, identity, new FactsMint(FLEXIBLE_VM).scaleSet(TokenMint.SCALE_SET)),
            on(who, identity, new FactsMint(SITE)),
            who.equals("flexible")
                ? new FactsMint(TokenMint.SCALE_SET).userAssigned(TokenMint.OID)
                : on(who, identity, new FactsMint(TokenMint.SCALE_SET)),
            new FactsMint(NODES).userAssigned(OTHER, TokenMint.OID),
            new FactsMint(TokenMint.IDENTITY).userAssigned(TokenMint.OID));
    all.stream().map(FactsMint::mint).forEach(facts -> found.put(facts.id(), facts));
    return found;
  }

  private static FactsMint on(String who, String identity, FactsMint resource) {
    if (who.equals("application")) {
      return resource.systemAssigned(OTHER).userAssigned(ANOTHER);
    }
    return switch (identity) {
      case "system" -> resource.systemAssigned(TokenMint.OID);
      case "user" -> resource.userAssigned(TokenMint.OID);
      default -> resource.systemAssigned(OTHER).userAssigned(ANOTHER, TokenMint.OID);
    };
  }
}
