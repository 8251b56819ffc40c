package io.azimuth.testkit.fake;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.azure.spi.ResourceQuestion;
import io.azimuth.azure.spi.ResourceSource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Resources that a test adds, or answers of its choice. */
public final class FakeMachines implements ResourceSource {

  private final Map<ResourceId, DirectoryAnswer> answers = new ConcurrentHashMap<>();
  private final List<ResourceQuestion> asked = new CopyOnWriteArrayList<>();
  private volatile Optional<String> problem = Optional.empty();

  /** There is such a resource. */
  public void put(ResourceFacts facts) {
    answers.put(facts.id(), new DirectoryAnswer.Found(facts));
  }

  /** Answers so from now on when it is asked for that resource. */
  public void answerWith(ResourceId id, DirectoryAnswer given) {
    answers.put(id, given);
  }

  /** There is no resource any more. */
  public void clear() {
    answers.clear();
  }

  /** Reports this problem from now on. */
  public void ail(String what) {
    problem = Optional.of(what);
  }

  /** What was asked for. */
  public List<ResourceQuestion> asked() {
    return asked;
  }

  @Override
  public DirectoryAnswer find(ResourceQuestion question, Duration limit) {
    asked.add(question);
    return answers.getOrDefault(question.id(), new DirectoryAnswer.Absent());
  }

  @Override
  public Optional<String> problem() {
    return problem;
  }
}
