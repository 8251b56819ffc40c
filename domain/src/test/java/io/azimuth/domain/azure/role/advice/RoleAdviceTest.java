package io.azimuth.domain.azure.role.advice;

import static io.azimuth.domain.azure.role.BoundField.APP_IDS;
import static io.azimuth.domain.azure.role.BoundField.GROUPS;
import static io.azimuth.domain.azure.role.BoundField.LOCATIONS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_GROUPS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_IDS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_TYPES;
import static io.azimuth.domain.azure.role.BoundField.SCALE_SETS;
import static io.azimuth.domain.azure.role.BoundField.SERVICE_PRINCIPALS;
import static io.azimuth.domain.azure.role.BoundField.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.DeprecatedField;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the linter says about any role and about the values of its lists. */
class RoleAdviceTest extends RoleAdviceFixture {

  @Test
  void findsNothingOnANarrowRole() {
    assertThat(codes(MOUNT)).isEmpty();
    assertThat(codes(OWN_AUDIENCE)).isEmpty();
  }

  @Test
  void namesWarningsFirst() {
    bind(GROUPS, GROUP).role.bindings().bind(RESOURCE_IDS, List.of());

    assertThat(codes(MOUNT)).containsExactly("groups_not_in_token", "shared_identity");
  }

  @Test
  void namesValuesThatNoLoginHas() {
    String instance = TokenMint.SCALE_SET + "/virtualMachines/4";
    bind(SERVICE_PRINCIPALS, List.of("web", TokenMint.OID))
        .bind(APP_IDS, List.of("app"))
        .bind(SUBSCRIPTIONS, ANY)
        .bind(RESOURCE_GROUPS, List.of("prod."))
        .bind(LOCATIONS, List.of("west_europe", "West Europe"))
        .bind(SCALE_SETS, List.of("-fleet"))
        .bind(RESOURCE_IDS, List.of(instance))
        .bind(RESOURCE_TYPES, List.of(SCALE_SET + "/virtualmachines"));

    assertThat(warnings(MOUNT))
        .containsExactly(
            "bound_service_principal_ids: \"web\" is not a GUID and will match no token",
            "bound_app_ids: \"app\" is not a GUID and will match no token",
            "bound_subscription_ids: \"*\" is not a GUID and will match no token",
            "bound_resource_groups: \"prod.\" is not the name of a resource group and will match no"
                + " token",
            "bound_locations: \"west_europe\" is not a location and will match no token",
            "bound_scale_sets: \"-fleet\" is not the name of a scale set and will match no token",
            "bound_resource_ids: \""
                + instance
                + "\" is an instance of a scale set, where the set counts, and will match no token",
            "bound_resource_types: \"Microsoft.Compute/virtualMachineScaleSets/virtualmachines\" is"
                + " an instance of a scale set, where the set counts, and will match no token");
  }

  @Test
  void takesAValueThatNeverMatchesOutOnlyWhereOthersRemain() {
    bind(SERVICE_PRINCIPALS, List.of("web", TokenMint.OID, "*"));
    AzureRole changed = changed(MOUNT, "never_matches");
    assertThat(changed.bindings().identity().bound(SERVICE_PRINCIPALS).values())
        .containsExactly(TokenMint.OID);

    bind(SERVICE_PRINCIPALS, List.of("web"));
    assertThat(found(MOUNT, "never_matches").change()).isEmpty();
    bind(SERVICE_PRINCIPALS, PRINCIPAL).bind(GROUPS, List.of("*", GROUP.get(0)));
    assertThat(warnings(RESOLVING))
        .containsExactly("bound_group_ids: \"*\" is beside other values and will match no token");
  }

  @Test
  void namesTenOfManyValuesThatNeverMatch() {
    bind(SERVICE_PRINCIPALS, IntStream.range(0, 100).mapToObj(n -> "web-" + n).toList());

    assertThat(warnings(MOUNT)).hasSize(11);
    assertThat(warnings(MOUNT).get(10))
        .isEqualTo("bound_service_principal_ids: 90 further values will match no token");
  }

  @Test
  void aListIsLongWithMoreThanAHundredValues() {
    bind(SERVICE_PRINCIPALS, Collections.nCopies(100, TokenMint.OID));
    assertThat(codes(MOUNT)).isEmpty();

    bind(SERVICE_PRINCIPALS, Collections.nCopies(101, TokenMint.OID));
    assertThat(found(MOUNT, "long_list").sentence())
        .startsWith("bound_service_principal_ids has 101 values");
  }

  @Test
  void olderNamesHaveNewerOnes() {
    role.deprecated(DeprecatedField.TTL, true).deprecated(DeprecatedField.PERIOD, true);

    assertThat(found(MOUNT, "older_names").fields()).containsExactly("ttl");
    assertThat(changed(MOUNT, "older_names").deprecated()).containsExactly(DeprecatedField.PERIOD);
  }
}
