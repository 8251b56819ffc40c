package io.azimuth.azure.roletest;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.BuiltInIssuers;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file that was read; its parameters of mount and roles are checked when they are written.
 *
 * @param config the mount's configuration
 * @param azure what Azure answers
 * @param roles the parameters of each role
 * @param policies by name, the built-in ones too
 * @param cases in the order of the file
 */
record RoleTestPlan(
    Mount mount,
    Config config,
    Azure azure,
    Map<String, FileBlock> roles,
    Map<String, AclPolicy> policies,
    List<LoginCase> cases) {

  RoleTestPlan {
    policies = Map.copyOf(policies);
    cases = List.copyOf(cases);
  }

  /** A plan without roles and cases. */
  static final RoleTestPlan EMPTY =
      new RoleTestPlan(
          new Mount(
              new MountPath("auth/azure/"),
              "azure",
              RoleTestRecords.MOUNT,
              "",
              "",
              MountSettings.DEFAULT,
              0),
          new Config(
              Value.Obj.EMPTY, new FileBlock("", 1, new HclBody(List.of()), new FileProblems())),
          new Azure(BuiltInIssuers.PUBLIC, "", "", Map.of(), Map.of()),
          Map.of(),
          Map.of(),
          List.of());

  /**
   * The configuration of the mount.
   *
   * @param values its parameters
   */
  record Config(Value.Obj values, FileBlock block) {

    /** The first instance of the attestation service that the mount accepts; may be empty. */
    String attestationIssuer() {
      Value listed = values.get("attestation_issuers").orElse(Value.NULL);
      Value first =
          listed instanceof Value.Items items && !items.values().isEmpty()
              ? items.values().get(0)
              : listed;
      return first instanceof Value.Text text ? text.text().split(",", 2)[0].strip() : "";
    }
  }

  /**
   * What Azure answers.
   *
   * @param cloud the name of the cloud
   * @param tenant the tenant of the machines
   * @param audience what their tokens are for
   * @param resources what Resource Manager answers
   * @param groups what Graph answers
   */
  record Azure(
      String cloud,
      String tenant,
      String audience,
      Map<ResourceId, DirectoryAnswer> resources,
      Map<PrincipalId, Set<GroupId>> groups) {

    Azure {
      resources = Map.copyOf(resources);
      groups = Map.copyOf(groups);
    }
  }
}
