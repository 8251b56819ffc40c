package io.azimuth.azure.roletest;

import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.BuiltInPolicies;
import io.azimuth.domain.policy.InvalidPolicyException;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.role.RoleName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the tree of a file. */
final class PlanReader {

  /** The most blocks of one kind. */
  static final int MOST = 1_000;

  private static final List<String> KEYS =
      List.of("mount", "role", "policy", "machine", "resource", "case");
  private static final String FILE = "file";

  private final FileBlock root;
  private final FileProblems problems;
  private final Function<String, Checked<String>> policyFiles;
  private final List<String> loginFields;

  /**
   * A reader of this tree.
   *
   * @param policyFiles reads a file that a policy names
   * @param loginFields the parameters of a login
   */
  PlanReader(
      HclBody body,
      FileProblems problems,
      Function<String, Checked<String>> policyFiles,
      List<String> loginFields) {
    this.root = new FileBlock("", 1, body, problems);
    this.problems = problems;
    this.policyFiles = policyFiles;
    this.loginFields = List.copyOf(loginFields);
  }

  /** The plan; it counts only if there are no problems. */
  RoleTestPlan read() {
    root.allowOnly(KEYS);
    if (!root.has("mount")) {
      problems.add(1, "the file lacks the block \"mount\" with tenant_id and resource");
    }
    MountReader mountReader =
        new MountReader(
            root.nested("mount")
                .orElseGet(() -> new FileBlock("", 1, new HclBody(List.of()), problems)));
    Mount mount = mountReader.mount();
    Map<String, FileBlock> roles = roles();
    AzureReader azure = new AzureReader();
    root.labelled("resource").forEach(azure::resource);
    Map<String, Machine> machines = new LinkedHashMap<>();
    distinct("machine").forEach((name, block) -> machines.put(name, azure.machine(block)));
    CaseReader caseReader = new CaseReader(machines, roles.keySet(), loginFields);
    List<LoginCase> cases = new ArrayList<>();
    distinct("case").values().forEach(block -> caseReader.read(block).ifPresent(cases::add));
    if (!root.has("case")) {
      problems.add(1, "the file has no block \"case\": nothing would be tested");
    }
    return new RoleTestPlan(
        mount,
        mountReader.config(),
        new RoleTestPlan.Azure(
            mountReader.cloud(),
            mountReader.tenant(),
            mountReader.audience(),
            azure.resources(),
            azure.groups()),
        roles,
        policies(),
        cases);
  }

  private Map<String, FileBlock> roles() {
    Map<String, FileBlock> roles = distinct("role");
    Map<RoleName, FileBlock> stored = new HashMap<>();
    roles.forEach(
        (name, block) ->
            RoleName.parse(name)
                .ifPresentOrElse(
                    role -> once(role, block, stored),
                    () ->
                        problems.add(
                            block.line(), Quoted.of(name) + " is not the name of a role")));
    return roles;
  }

  private Map<String, AclPolicy> policies() {
    Map<String, AclPolicy> policies = new HashMap<>();
    policies.put(PolicyName.DEFAULT.value(), BuiltInPolicies.defaultPolicy());
    Map<PolicyName, FileBlock> stored = new HashMap<>();
    distinct("policy")
        .forEach(
            (name, block) ->
                policy(block)
                    .ifPresent(
                        it -> {
                          once(it.name(), block, stored);
                          policies.put(it.name().value(), it);
                        }));
    return policies;
  }

  // Names are stored without regard to case: one block would silently replace the other.
  private <N> void once(N name, FileBlock block, Map<N, FileBlock> stored) {
    FileBlock first = stored.putIfAbsent(name, block);
    if (first != null) {
      problems.add(
          block.line(), Quoted.of(block.label()) + " is the same name as on line " + first.line());
    }
  }

  private Optional<AclPolicy> policy(FileBlock block) {
    try {
      PolicyName name = new PolicyName(block.label());
      if (name.reserved()) {
        problems.add(block.line(), "the policy " + Quoted.of(name.value()) + " cannot be written");
        return Optional.empty();
      }
      return block.has(FILE)
          ? fromFile(name, block)
          : Optional.of(AclPolicy.of(name, block.body()));
    } catch (InvalidPolicyException e) {
      problems.add(block.line(), "policy " + Quoted.of(block.label()) + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<AclPolicy> fromFile(PolicyName name, FileBlock block) {
    block.allowOnly(List.of(FILE));
    return block
        .text(FILE)
        .flatMap(
            file ->
                policyFiles
                    .apply(file)
                    .fold(
                        text -> Optional.of(AclPolicy.parse(name, text)),
                        why -> {
                          block.problem(FILE, String.join("; ", why));
                          return Optional.empty();
                        }));
  }

  /** The blocks of that kind by their labels; a problem for each label that is there twice. */
  private Map<String, FileBlock> distinct(String kind) {
    List<FileBlock> blocks = root.labelled(kind);
    if (blocks.size() > MOST) {
      problems.add(blocks.get(MOST).line(), "there are more than 1,000 blocks " + Quoted.of(kind));
      return Map.of();
    }
    Map<String, FileBlock> byLabel = new LinkedHashMap<>();
    for (FileBlock block : blocks) {
      FileBlock first = byLabel.putIfAbsent(block.label(), block);
      if (first != null) {
        problems.add(
            block.line(),
            "the " + kind + " " + Quoted.of(block.label()) + " is also on line " + first.line());
      }
    }
    return byLabel;
  }
}
