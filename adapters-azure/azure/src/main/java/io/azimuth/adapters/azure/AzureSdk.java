package io.azimuth.adapters.azure;

import io.azimuth.adapters.azure.arm.SdkWarmUp;
import io.azimuth.adapters.azure.pipeline.DirectoryClouds;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.session.AzureSessions;
import io.azimuth.adapters.azure.signin.SignIn;
import io.azimuth.adapters.azure.signin.UncachedTokens;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is made of the Azure SDK, made at its first use: to load the SDK, whose jars are signed, is
 * a part of a start that many servers do not need. Thread-safe.
 */
final class AzureSdk {

  private final Supplier<DirectoryClouds> clouds;
  private final Supplier<PipelinePolicies> policies;
  private final Function<PipelinePolicies, SignIn> signIn;
  private final Clock clock;
  private Optional<Parts> made = Optional.empty();

  private record Parts(AzureSessions sessions, UncachedTokens tokens, SdkWarmUp warmUp) {}

  AzureSdk(
      Supplier<DirectoryClouds> clouds,
      Supplier<PipelinePolicies> policies,
      Function<PipelinePolicies, SignIn> signIn,
      Clock clock) {
    this.clouds = clouds;
    this.policies = policies;
    this.signIn = signIn;
    this.clock = clock;
  }

  AzureSessions sessions() {
    return parts().sessions();
  }

  UncachedTokens tokens() {
    return parts().tokens();
  }

  SdkWarmUp warmUp() {
    return parts().warmUp();
  }

  private synchronized Parts parts() {
    if (made.isEmpty()) {
      made = Optional.of(make());
    }
    return made.get();
  }

  private Parts make() {
    DirectoryClouds directories = clouds.get();
    PipelinePolicies ofCalls = policies.get();
    SignIn signingIn = signIn.apply(ofCalls);
    return new Parts(
        new AzureSessions(directories, signingIn, ofCalls, clock),
        new UncachedTokens(directories, signingIn),
        new SdkWarmUp(signingIn, ofCalls, clock));
  }
}
