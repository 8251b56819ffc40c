package io.azimuth.spi.role;

import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.advice.RoleFinding;
import io.azimuth.domain.token.role.advice.TokenFacts;
import io.azimuth.spi.route.Call;
import java.util.List;

/**
 * Finds what a role does that its author may not have meant.
 *
 * @param <R> the type of the role
 * @see io.azimuth.domain.token.role.advice.TokenAdvice
 */
@FunctionalInterface
public interface RoleLinter<R extends AuthRole> {

  /**
   * All findings on a stored role, warnings first. Like a handler, it never waits.
   *
   * @param facts what advice on its tokens needs
   */
  List<RoleFinding<R>> findings(Call call, R role, TokenFacts facts);
}
