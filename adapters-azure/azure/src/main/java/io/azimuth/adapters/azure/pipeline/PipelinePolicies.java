package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.spi.trace.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What the calls to Resource Manager, to Graph and those that sign in have in common.
 *
 * @param userAgent what we call ourselves
 * @param clock tells the time
 * @param tracing begins the traces of calls that no request asked for
 */
public record PipelinePolicies(String userAgent, Clock clock, Tracing tracing) {

  /** Up to this a thread waits itself. */
  private static final Duration LONGEST_THROTTLING = Duration.ofSeconds(1);

  public List<HttpPipelinePolicy> ofEachCall() {
    return List.of(new UserAgentPolicy(userAgent), new RequestIdPolicy());
  }

  public List<HttpPipelinePolicy> ofEachGraphCall() {
    return List.of(new UserAgentPolicy(userAgent), new RequestIdPolicy("client-request-id"));
  }

  public List<HttpPipelinePolicy> ofEachTry(DirectoryAccess access) {
    RetryRules repetition = RetryRules.of(access.retries());
    return List.of(repetition.policy(), new DeadlineRetryPolicy(repetition, new RetryAfter(clock)));
  }

  /** The same, but a throttled call ends at once: who needs it waits without a thread. */
  public List<HttpPipelinePolicy> ofEachTryOfResourceManager(DirectoryAccess access) {
    RetryRules repetition = RetryRules.of(access.retries());
    return List.of(
        repetition.policy(),
        new DeadlineRetryPolicy(repetition, new RetryAfter(clock), LONGEST_THROTTLING));
  }

  /** The last policies, which see each try as it goes out: its span and its line in the log. */
  public List<HttpPipelinePolicy> ofEachSending(DirectoryAccess access) {
    return List.of(new CallSpanPolicy(tracing), new CallLogPolicy(access.logLevel()));
  }
}
