package io.azimuth.domain.azure.login.decision;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginPolicyTest;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.role.AliasSource;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.BoundAttestation;
import io.azimuth.domain.azure.role.BoundExpression;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.azure.role.BoundLists;
import io.azimuth.domain.azure.role.BoundTags;
import io.azimuth.domain.azure.role.IdentityBindings;
import io.azimuth.domain.azure.role.Match;
import io.azimuth.domain.azure.role.ResourceBindings;
import io.azimuth.domain.azure.role.ResourceProof;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A role, a token, a request and answers of Azure, all derived from a number: the same number gives
 * the same login in every run. Most values fit each other, so that many logins are granted.
 */
final class GeneratedLogin {

  private static final Duration AGE = Duration.ofSeconds(3_700);
  private static final Instant NOW = TokenMint.ISSUED.plus(AGE);
  private static final String OTHER = "dddddddd-0000-4000-8000-00000000000d";
  private static final String GROUP = "eeeeeeee-0000-4000-8000-00000000000e";
  private static final String OTHER_GROUP = "ffffffff-0000-4000-8000-00000000000f";
  private static final String SITE =
      TokenMint.VM.replace("Microsoft.Compute/virtualMachines/web-1", "Microsoft.Web/sites/shop");
  private static final String INSTANCE = TokenMint.SCALE_SET + "/virtualMachines/4";
  private static final String ODDLY_NAMED_VM = TokenMint.VM.replace("web-1", "web 1 (old)");
  private static final String ODDLY_NAMED_SET = TokenMint.SCALE_SET.replace("fleet", "fleet (old)");
  private static final String UNREADABLE = "/subscriptions/x";

  /** How often a value does not fit. */
  private static final List<Double> ODDS = List.of(0.02, 0.07, 0.2, 0.5);

  /** The resources that logins come from. */
  private static final List<String> PLACES =
      List.of(
          TokenMint.VM,
          TokenMint.SCALE_SET,
          TokenMint.IDENTITY,
          TokenMint.VM,
          SITE,
          ODDLY_NAMED_VM,
          ODDLY_NAMED_SET);

  private final Random random;
  private final GeneratedAttestation attestation;
  private final GeneratedAgent agent;
  private final double odds;
  private final String place;
  private final AzureRole role;
  private final TokenMint token;
  private final AzureClaims claims;
  private final LoginRequest request;
  private final AudienceKind audience;

  GeneratedLogin(int number) {
    random = new Random(number * 2_654_435_761L);
    attestation = new GeneratedAttestation(number);
    agent = new GeneratedAgent(number);
    odds = ODDS.get(number % ODDS.size());
    place = PLACES.get(number / ODDS.size() % PLACES.size());
    role = role();
    token = token();
    claims = token.mint();
    request = request();
    audience = fitting(AudienceKind.FIRST_PARTY, AudienceKind.CUSTOM);
  }

  AzureRole roleOfLogin() {
    return role;
  }

  LoginStep start() {
    return LoginPolicy.start(role, claims, request, audience, attestation.evidence(NOW), NOW);
  }

  LoginStep startAskingForGroups() {
    return LoginPolicy.startAskingForGroups(
        role, claims, request, audience, attestation.evidence(NOW), NOW);
  }

  /** Groups that Azure may return, in a fixed order. */
  List<Set<GroupId>> groups() {
    Set<GroupId> bound = new LinkedHashSet<>();
    bound.add(new GroupId(OTHER_GROUP));
    bound.add(new GroupId(GROUP));
    return List.of(bound, Set.of(new GroupId(OTHER)), Set.of());
  }

  /**
   * Facts that Azure may return for the resource: two of them, so that a login is resumed again.
   */
  List<ResourceFacts> facts(ResourceId resource) {
    return List.of(someFacts(resource), someFacts(resource));
  }

  @Override
  public String toString() {
    return role + "\n" + token.claims() + "\n" + request + "\n" + audience + "\n" + attestation;
  }

  private AzureRole role() {
    return new AzureRole(
        new RoleName("dev"),
        new Bindings(
            identityBindings(),
            chance(0.3) ? noResource() : resourceBindings(),
            fitting(one(Duration.ZERO, AGE), AGE.minusSeconds(1)),
            false,
            false,
            chance(0.2) ? Optional.of(expression()) : Optional.empty(),
            one(AliasSource.OID, AliasSource.OID, one(AliasSource.values())),
            agent.mapping()),
        TokenSettings.builder().build(),
        Set.of());
  }

  private BoundExpression expression() {
    ExpressionMember member =
        one(
            new ExpressionMember("claims", "oid"),
            new ExpressionMember("claims", "groups"),
            new ExpressionMember("resource", "location"));
    boolean wanted = chance(0.8);
    return BoundExpression.of(new Presence(member, wanted));
  }

  private IdentityBindings identityBindings() {
    Match match = one(Match.values());
    String star = match == Match.ANY ? OTHER : "*";
    EnumMap<BoundField, BoundList> lists = new EnumMap<>(BoundField.class);
    bound(0.8, TokenMint.OID.toUpperCase(Locale.ROOT), OTHER, star)
        .ifPresent(list -> lists.put(BoundField.SERVICE_PRINCIPALS, list));
    bound(0.4, GROUP, OTHER_GROUP, star).ifPresent(list -> lists.put(BoundField.GROUPS, list));
    bound(0.3, TokenMint.APP, OTHER, OTHER_GROUP)
        .ifPresent(list -> lists.put(BoundField.APP_IDS, list));
    agent.blueprints().ifPresent(list -> lists.put(BoundField.AGENT_BLUEPRINTS, list));
    agent.appRoles().ifPresent(list -> lists.put(BoundField.APP_ROLES, list));
    return new IdentityBindings(new BoundLists(lists), match, chance(0.4), agent.access());
  }

  private ResourceBindings resourceBindings() {
    boolean byClaims = chance(0.35);
    EnumMap<BoundField, BoundList> lists = new EnumMap<>(BoundField.class);
    bound(0.6, TokenMint.SUBSCRIPTION.toUpperCase(Locale.ROOT), OTHER, "*")
        .ifPresent(list -> lists.put(BoundField.SUBSCRIPTIONS, list));
    bound(0.4, place.equals(TokenMint.IDENTITY) ? "SHARED" : "Prod", "dev", "pro")
        .ifPresent(list -> lists.put(BoundField.RESOURCE_GROUPS, list));
    (byClaims ? bound(odds / 2, "westeurope") : bound(0.3, "West Europe", "eastus", "no, no"))
        .ifPresent(list -> lists.put(BoundField.LOCATIONS, list));
    bound(0.25, "Fleet", "pool", "*").ifPresent(list -> lists.put(BoundField.SCALE_SETS, list));
    bound(0.25, place.toLowerCase(Locale.ROOT), SITE, INSTANCE, TokenMint.VM)
        .ifPresent(list -> lists.put(BoundField.RESOURCE_IDS, list));
    bound(
            0.25,
            ResourceId.parse(place).orElseThrow().type().value().toUpperCase(Locale.ROOT),
            "Microsoft.Web/sites",
            "Microsoft.Compute/virtualMachines")
        .ifPresent(list -> lists.put(BoundField.RESOURCE_TYPES, list));
    BoundLists bound = new BoundLists(lists);
    return new ResourceBindings(
        bound,
        tags(byClaims),
        byClaims ? ResourceProof.CLAIMS : ResourceProof.DIRECTORY,
        false,
        !byClaims && bound.isBound() && attestation.isAsked(),
        !byClaims && bound.isBound() ? attestation.asksOfPlatform() : BoundAttestation.NONE);
  }

  private BoundTags tags(boolean byClaims) {
    return chance(byClaims ? odds / 2 : 0.2)
        ? new BoundTags(Map.of("Env", fitting("prod", "Prod", "")))
        : BoundTags.NONE;
  }

  private ResourceBindings noResource() {
    return new ResourceBindings(
        new BoundLists(chance(0.2) ? Map.of(BoundField.SUBSCRIPTIONS, BoundList.NONE) : Map.of()),
        BoundTags.NONE,
        one(ResourceProof.values()),
        false,
        false);
  }

  private TokenMint token() {
    TokenMint mint = new TokenMint();
    boolean azureNames = !chance(0.2);
    if (azureNames) {
      nameResource(mint);
    }
    if (unfitting()) {
      mint.with("oid", one("", "no guid", OTHER));
    }
    if (unfitting()) {
      mint.with(one("idtyp", "scp"), "user");
    }
    if (unfitting()) {
      mint.without(one("oid", "sub", "appid", "idtyp", "ver"));
    }
    if (chance(0.3)) {
      mint.with("ver", "2.0").with("azp", one(TokenMint.APP, OTHER));
    }
    return agent.claim(nameGroups(mint));
  }

  private TokenMint nameGroups(TokenMint mint) {
    return switch (random.nextInt(6)) {
      case 0 -> mint.with("_claim_names", Map.of("groups", "src1"));
      case 1 -> mint.with("hasgroups", one(true, false, "true"));
      case 2 -> mint.with("groups", List.of(OTHER, fitting(GROUP, OTHER_GROUP)));
      case 3 -> mint.with("groups", fitting(GROUP, OTHER_GROUP));
      default -> mint;
    };
  }

  private void nameResource(TokenMint mint) {
    if (place.equals(TokenMint.IDENTITY)) {
      mint.with("xms_mirid", fitting(TokenMint.IDENTITY, UNREADABLE));
      return;
    }
    String here = place.equals(TokenMint.SCALE_SET) && chance(0.5) ? INSTANCE : place;
    if (chance(0.5)) {
      mint.with("xms_mirid", fitting(here, TokenMint.VM, SITE, UNREADABLE));
    } else {
      mint.with("xms_mirid", fitting(TokenMint.IDENTITY, TokenMint.SCALE_SET, ""));
    }
    if (!chance(0.3)) {
      mint.with("xms_az_rid", fitting(here, TokenMint.VM, TokenMint.IDENTITY, UNREADABLE));
    }
  }

  private LoginRequest request() {
    return LoginPolicyTest.request(
        sent(0.6, TokenMint.SUBSCRIPTION.toUpperCase(Locale.ROOT), OTHER),
        sent(0.6, "PROD", "dev", "prüfung"),
        sent(0.4, "WEB-1", "web", "fleet"),
        sent(0.3, "Fleet", "flee", "web-1"),
        resourceOfRequest());
  }

  private String resourceOfRequest() {
    String any =
        sent(0.25, place.toUpperCase(Locale.ROOT), INSTANCE, TokenMint.IDENTITY, TokenMint.VM);
    return place.equals(TokenMint.SCALE_SET) ? attestation.instance().orElse(any) : any;
  }

  private ResourceFacts someFacts(ResourceId resource) {
    FactsMint facts =
        new FactsMint(one(resource.text(), resource.canonical()))
            .tags(Map.of(one("env", "ENV"), fitting("prod", "dev"), "team", "Prod"))
            .location(fitting("westeurope", "West Europe", "eastus", ""))
            .scaleSet(
                one(
                    "",
                    fitting(TokenMint.SCALE_SET, SITE, ODDLY_NAMED_SET),
                    fitting(TokenMint.SCALE_SET, TokenMint.VM)));
    String principal = fitting(claims.oid().map(Object::toString).orElse(OTHER), OTHER);
    if (chance(0.7)) {
      facts.systemAssigned(principal);
    }
    return attestation.complete(
        (chance(0.5) ? facts.userAssigned(OTHER_GROUP, principal) : facts).mint());
  }

  private Optional<BoundList> bound(double share, String fitting, String... others) {
    if (!chance(share)) {
      return chance(0.1) ? Optional.of(BoundList.NONE) : Optional.empty();
    }
    String value = fitting(fitting, others);
    boolean alone = value.equals("*") || others.length == 0 || chance(0.6);
    return Optional.of(new BoundList(alone ? List.of(value) : List.of(others[0], value)));
  }

  private String sent(double share, String fitting, String... others) {
    return chance(share) ? fitting(fitting, others) : "";
  }

  @SafeVarargs
  private <T> T fitting(T fitting, T... others) {
    return others.length > 0 && unfitting() ? others[random.nextInt(others.length)] : fitting;
  }

  @SafeVarargs
  private <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private boolean unfitting() {
    return chance(odds);
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }
}
