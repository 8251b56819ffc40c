package io.azimuth.azure.roletest;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.TemplateSubject;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the logins of a plan, each with a mount of its own on a copy of the records, so that none of
 * them depends on another one.
 */
final class RoleTestRun {

  private static final String LOGIN = "login";
  private static final Duration AGE = Duration.ofMinutes(5); // as the metadata service dates them
  private static final Duration LIFE = Duration.ofHours(24);
  private static final String UNKNOWN_MACHINE = "00000000-0000-4000-8000-000000000003";
  private static final String ENTITY = "00000000-0000-4000-8000-000000000002";

  private final RoleTestPlan plan;
  private final RoleTestRecords records = new RoleTestRecords();
  private final RoleTestCloud cloud;
  private final Clock clock;

  RoleTestRun(RoleTestPlan plan, Clock clock) {
    this.plan = plan;
    this.clock = clock;
    this.cloud =
        new RoleTestCloud(plan.azure().cloud(), plan.azure().resources(), plan.azure().groups());
  }

  static List<String> loginFields(Clock clock) {
    return new RoleTestRun(RoleTestPlan.EMPTY, clock).mount(Map.of()).parameters(LOGIN);
  }

  /** Writes the configuration and the roles; what is refused is a problem. */
  void prepare() {
    RoleTestMount mount = mount(Map.of());
    write(mount, "config", plan.config().values(), plan.config().block());
    plan.roles().forEach((name, block) -> write(mount, name, block));
  }

  private static void write(RoleTestMount mount, String name, FileBlock block) {
    String path = "role/" + name;
    List<String> known = mount.parameters(path);
    block.allowOnly(known);
    Map<String, Value> members = new LinkedHashMap<>(block.object().members());
    members.keySet().retainAll(known);
    write(mount, path, new Value.Obj(members), block);
  }

  private static void write(RoleTestMount mount, String path, Value.Obj body, FileBlock block) {
    try {
      var unused = mount.write(path, body, InetAddress.getLoopbackAddress(), Optional.empty());
    } catch (RefusedException e) {
      for (String sentence : e.refusal().errors()) {
        block.problems().add(place(block, sentence), sentence);
      }
    }
  }

  /** The line of the parameter that the sentence names, or of the role. */
  private static int place(FileBlock block, String sentence) {
    return block.body().items().stream()
        .filter(item -> sentence.contains(item.name()))
        .map(item -> item.position().line())
        .findFirst()
        .orElse(block.line());
  }

  List<Value.Obj> advice(String role) {
    Value advice =
        mount(Map.of()).read("role/" + role + "/advice").data().get("advice").orElseThrow();
    return ((Value.Items) advice).values().stream().map(Value.Obj.class::cast).toList();
  }

  /** Runs the login of a case and compares it. */
  CaseResult run(LoginCase test) {
    RoleTestLogin login = login(test);
    return new CaseResult(
        test.name(),
        test.line(),
        login.summary(),
        CaseJudgement.of(test.expected(), login, plan.policies().keySet(), this::rights));
  }

  private RoleTestLogin login(LoginCase test) {
    RoleTestRecords own = records.copy();
    Map<String, Object> claims = test.machine().all(usualClaims(test.machine()));
    Value.Builder sent = Value.Obj.builder();
    test.fields().members().forEach(sent::put);
    Map<String, Object> attestation = new LinkedHashMap<>();
    test.machine()
        .attestation()
        .ifPresent(
            said -> {
              attestation.putAll(attestation(claims, test.fields(), nonce(own)));
              said.members()
                  .forEach((name, value) -> attestation.put(name, HclValues.claim(value)));
              sent.put("attestation", RoleTestVerifier.ATTESTATION.expose());
            });
    RoleTestMount mount = mount(claims, attestation, own);
    Value.Obj fields = sent.put("jwt", RoleTestVerifier.PLACEHOLDER.expose()).build();
    try {
      Value.Obj explained = send(mount, test, LOGIN + "/explain", fields).data();
      if (explained.get("granted").filter(Value.of(true)::equals).isPresent()) {
        return RoleTestLogin.granted(send(mount, test, LOGIN, fields).granted().orElseThrow());
      }
      List<FailedCheck> failed = failed(explained);
      return failed.isEmpty()
          ? RoleTestLogin.without(LoginVerdict.UNDECIDED, List.of("Azure gave no answer"))
          : RoleTestLogin.refused(failed);
    } catch (RefusedException e) {
      return RoleTestLogin.without(LoginVerdict.INVALID, e.refusal().errors());
    } catch (ServiceException e) {
      return RoleTestLogin.without(LoginVerdict.UNDECIDED, List.of(e.code().sentence()));
    }
  }

  // A nonce for this login, which no other one has used.
  private String nonce(RoleTestRecords own) {
    return text(
        mount(Map.of(), Map.of(), own)
            .write(
                LOGIN + "/nonce",
                Value.Obj.EMPTY,
                InetAddress.getLoopbackAddress(),
                Optional.empty())
            .data(),
        "nonce");
  }

  private Map<String, Object> attestation(
      Map<String, Object> claims, Value.Obj fields, String nonce) {
    String vmId =
        ResourceClaims.of(ClaimSet.of(claims))
            .resource()
            .map(resource -> instance(resource, fields).orElse(resource))
            .map(plan.azure().resources()::get)
            .filter(DirectoryAnswer.Found.class::isInstance)
            .flatMap(found -> ((DirectoryAnswer.Found) found).facts().vmId())
            .map(VmId::value)
            .orElse(UNKNOWN_MACHINE);
    return UsualAttestation.of(plan.config().attestationIssuer(), vmId, nonce, clock.instant());
  }

  // A token of a uniform scale set names the set, and its login the instance, which is the machine.
  private static Optional<ResourceId> instance(ResourceId resource, Value.Obj fields) {
    return ResourceId.parse(text(fields, "resource_id"))
        .filter(id -> id.scaleSetOfInstance().equals(Optional.of(resource)));
  }

  private static RoleTestMount.Answered send(
      RoleTestMount mount, LoginCase test, String path, Value.Obj fields) {
    return mount.write(path, fields, test.address(), test.machine().certificate());
  }

  private static List<FailedCheck> failed(Value.Obj explained) {
    List<FailedCheck> failed = new ArrayList<>();
    if (explained.get("checks").orElse(Value.NULL) instanceof Value.Items checks) {
      for (Value check : checks.values()) {
        Value.Obj members = (Value.Obj) check;
        if (text(members, "outcome").equals("failed")) {
          failed.add(
              new FailedCheck(
                  text(members, "check"),
                  text(members, "reason"),
                  text(members, "expected"),
                  text(members, "actual"),
                  text(members, "hint")));
        }
      }
    }
    return failed;
  }

  private static String text(Value.Obj object, String name) {
    return object.get(name).orElse(Value.NULL) instanceof Value.Text text ? text.text() : "";
  }

  private Acl rights(GrantedToken token) {
    List<AclPolicy> policies =
        token.policies().stream()
            .filter(plan.policies()::containsKey)
            .map(name -> plan.policies().get(name))
            .toList();
    Map<String, String> metadata = new LinkedHashMap<>(token.grant().aliasMetadata());
    metadata.putAll(token.readByTemplates());
    TemplateSubject.Alias alias =
        new TemplateSubject.Alias(
            ENTITY, token.grant().alias(), metadata, token.grant().aliasCustomMetadata());
    return Acl.of(
        policies,
        Optional.of(
            new TemplateSubject(
                ENTITY, "entity", Map.of(), Map.of(plan.mount().accessor(), alias), List.of())));
  }

  /** What Entra ID writes into the token of a managed identity of the tenant. */
  private Map<String, Object> usualClaims(Machine machine) {
    RoleTestPlan.Azure azure = plan.azure();
    String tenant = claim(machine, "tid", azure.tenant());
    Instant issued = clock.instant().minus(AGE);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", RoleTestCloud.issuer(azure.cloud(), tenant));
    claims.put("tid", tenant);
    claims.put("ver", "1.0");
    claims.put("aud", azure.audience());
    claims.put("iat", seconds(issued));
    claims.put("nbf", seconds(issued));
    claims.put("exp", seconds(issued.plus(LIFE)));
    claims.put("sub", claim(machine, "oid", ""));
    claims.put("idtyp", "app");
    return claims;
  }

  private static String claim(Machine machine, String name, String otherwise) {
    return machine.claims().get(name).orElse(Value.NULL) instanceof Value.Text text
        ? text.text()
        : otherwise;
  }

  private static BigDecimal seconds(Instant moment) {
    return BigDecimal.valueOf(moment.getEpochSecond());
  }

  private RoleTestMount mount(Map<String, Object> claims) {
    return mount(claims, Map.of(), records);
  }

  private RoleTestMount mount(
      Map<String, Object> claims, Map<String, Object> attestation, RoleTestRecords on) {
    return new RoleTestMount(
        plan.mount(),
        on,
        cloud,
        plan.policies().keySet(),
        ClaimSet.of(claims),
        ClaimSet.of(attestation),
        clock);
  }
}
