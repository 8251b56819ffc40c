package io.azimuth.adapters.azure.resource;

import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import io.azimuth.application.port.azure.DirectoryAccess;
import java.time.Clock;
import java.util.List;

/** What the calls to Resource Manager, to Graph and those that sign in have in common. */
record Policies(String userAgent, Clock clock) {

  List<HttpPipelinePolicy> ofEachCall() {
    return List.of(new UserAgentPolicy(userAgent), new RequestIdPolicy());
  }

  List<HttpPipelinePolicy> ofEachGraphCall() {
    return List.of(new UserAgentPolicy(userAgent), new RequestIdPolicy("client-request-id"));
  }

  List<HttpPipelinePolicy> ofEachTry(DirectoryAccess access) {
    Repetition repetition = Repetition.of(access.retries());
    return List.of(repetition.policy(), new InTimePolicy(repetition, new RetryAfter(clock)));
  }
}
