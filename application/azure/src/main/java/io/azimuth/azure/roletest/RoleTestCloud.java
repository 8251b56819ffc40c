package io.azimuth.azure.roletest;

import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.BuiltInIssuers;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.IssuerProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One of Azure's clouds as a file describes it: what Resource Manager and Graph answer. Nothing is
 * asked over the network.
 *
 * @param resources what Resource Manager answers; other resources are absent
 * @param groups what Graph answers; other principals are in no group
 */
record RoleTestCloud(
    String name, Map<ResourceId, DirectoryAnswer> resources, Map<PrincipalId, Set<GroupId>> groups)
    implements Cloud, Clouds {

  private static final String TENANT = "{tenant_id}";
  private static final String VERSION_TWO = "/v2.0";

  RoleTestCloud {
    resources = Map.copyOf(resources);
    groups = Map.copyOf(groups);
  }

  /** The issuer of version 1 tokens of that tenant. */
  static String issuer(String cloud, String tenant) {
    return BuiltInIssuers.of(cloud).get(0).replace(TENANT, tenant);
  }

  @Override
  public Optional<Cloud> named(String other) {
    return AsciiCase.equal(other, name) ? Optional.of(this) : Optional.empty();
  }

  @Override
  public Awaited<TenantExpectation> expect(String tenant, Deadline deadline) {
    List<IssuerProfile> profiles =
        BuiltInIssuers.of(name).stream().map(issuer -> profile(issuer, tenant)).toList();
    return Awaited.of(new TenantExpectation(tenant, profiles));
  }

  private static IssuerProfile profile(String template, String tenant) {
    String version = template.endsWith(VERSION_TWO) ? "2.0" : "1.0";
    return new IssuerProfile(
        Set.of(template.replace(TENANT, tenant)),
        Optional.empty(),
        Map.of("tid", tenant, "ver", version),
        Set.of());
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    if (type == ResourceDirectory.class) {
      return Optional.of(type.cast((ResourceDirectory) this::find));
    }
    return type == GroupDirectory.class
        ? Optional.of(type.cast((GroupDirectory) this::groupsOf))
        : Optional.empty();
  }

  private DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit) {
    return resources.getOrDefault(id, new DirectoryAnswer.Absent());
  }

  private AzureAnswer<Set<GroupId>> groupsOf(
      DirectoryAccess access, PrincipalId principal, boolean user, Duration limit) {
    return new AzureAnswer.Done<>(groups.getOrDefault(principal, Set.of()));
  }
}
