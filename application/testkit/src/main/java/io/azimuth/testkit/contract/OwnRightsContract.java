package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.SubscriptionList;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.rights.ActionGrant;
import io.azimuth.domain.azure.rights.ActionPattern;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.Grants;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link ResourceDirectory} that lists the rights of its own identity promises; a
 * subclass supplies the Azure that it asks, with the subscription {@link #SUBSCRIPTION} and the
 * resource group {@code rg-web} in it.
 */
@Timeout(120)
public abstract class OwnRightsContract {

  /** A subscription of the tenant of the access. */
  protected static final SubscriptionId SUBSCRIPTION =
      new SubscriptionId("22222222-2222-2222-2222-222222222222");

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final AzureScope WHOLE = AzureScope.of(SUBSCRIPTION);
  private static final AzureScope GROUP =
      AzureScope.parse(WHOLE.path() + "/resourceGroups/rg-web").orElseThrow();

  /** The directory under test; the same one during a test. */
  protected abstract ResourceDirectory directory();

  /** An access of an identity whose rights the tests set. */
  protected abstract DirectoryAccess access();

  /** Lets the identity do this in the subscription, and nothing else. */
  protected abstract void may(ActionGrant grant);

  /** Takes all rights from the identity. */
  protected abstract void mayNothing();

  @Test
  public void tellsTheActionsAndTheExclusionsOfAGrant() {
    ActionGrant grant =
        new ActionGrant(
            patterns("Microsoft.Compute/*", "*/read"),
            patterns("Microsoft.Compute/virtualMachines/delete"),
            patterns("Microsoft.KeyVault/vaults/keys/wrap/action"),
            List.of());
    may(grant);

    assertThat(directory().rights(access(), WHOLE, LIMIT))
        .isEqualTo(new AzureAnswer.Done<>(new Grants(List.of(grant))));
  }

  @Test
  public void tellsARightThatAGroupInherits() {
    may(ActionGrant.of(patterns("Microsoft.Compute/virtualMachines/read"), List.of()));

    assertThat(directory().rights(access(), GROUP, LIMIT))
        .isInstanceOfSatisfying(
            AzureAnswer.Done.class,
            done ->
                assertThat(
                        ((Grants) done.value())
                            .allow(new ActionPattern("microsoft.compute/VIRTUALMACHINES/read")))
                    .isTrue());
  }

  @Test
  public void anIdentityWithoutRightsLearnsThatItHasNone() {
    mayNothing();

    assertThat(directory().rights(access(), WHOLE, LIMIT))
        .isEqualTo(new AzureAnswer.Done<>(new Grants(List.of())));
  }

  @Test
  public void tellsTheSubscriptionsInWhichTheIdentityHasARight() {
    may(ActionGrant.of(patterns("*/read"), List.of()));

    AzureAnswer<SubscriptionList> answer = directory().subscriptions(access(), LIMIT);

    assertThat(answer)
        .isInstanceOfSatisfying(
            AzureAnswer.Done.class,
            done -> {
              SubscriptionList told = (SubscriptionList) done.value();
              assertThat(told.ids()).contains(SUBSCRIPTION);
              assertThat(told.complete()).isTrue();
            });
  }

  private static List<ActionPattern> patterns(String... texts) {
    return List.of(texts).stream().map(ActionPattern::new).toList();
  }
}
