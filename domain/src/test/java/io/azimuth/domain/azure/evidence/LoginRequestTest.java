package io.azimuth.domain.azure.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.id.MachineName;
import io.azimuth.domain.azure.id.ResourceGroupName;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ScaleSetName;
import io.azimuth.domain.azure.id.SubscriptionId;
import org.junit.jupiter.api.Test;

class LoginRequestTest {

  @Test
  void takesEmptyTextsForNothing() {
    assertThat(LoginRequest.raw().parse().value()).contains(LoginRequest.NOTHING);
  }

  @Test
  void readsWellFormedNames() {
    LoginRequest request =
        LoginRequest.raw()
            .subscription(TokenMint.SUBSCRIPTION)
            .resourceGroup("prod")
            .machine("0web")
            .scaleSet("fleet")
            .resource(TokenMint.VM)
            .parse()
            .orElseThrow();

    assertThat(request.subscription()).contains(new SubscriptionId(TokenMint.SUBSCRIPTION));
    assertThat(request.resourceGroup()).contains(new ResourceGroupName("prod"));
    assertThat(request.machine()).contains(new MachineName("0web"));
    assertThat(request.scaleSet()).contains(new ScaleSetName("fleet"));
    assertThat(request.resource()).isEqualTo(ResourceId.parse(TokenMint.VM));
  }

  @Test
  void saysWhatIsMalformedInTheOrderOfTheApi() {
    assertThat(
            LoginRequest.raw()
                .resource("/subscriptions/x")
                .machine("-m")
                .scaleSet("s ")
                .resourceGroup("g.")
                .subscription("x")
                .parse()
                .problems())
        .containsExactly(
            "invalid subscription id \"x\"",
            "invalid resource group name \"g.\"",
            "invalid vmss_name \"s \"",
            "invalid vm name \"-m\"",
            "invalid resource_id \"/subscriptions/x\"");
  }

  @Test
  void escapesAndCutsWhatItQuotes() {
    assertThat(LoginRequest.raw().machine("a\nb\"").parse().problems())
        .containsExactly("invalid vm name \"a\\nb\\\"\"");
    assertThat(LoginRequest.raw().machine("-".repeat(9999)).parse().problems().get(0))
        .hasSizeLessThan(300);
  }
}
