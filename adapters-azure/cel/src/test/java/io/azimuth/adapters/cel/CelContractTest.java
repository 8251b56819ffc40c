package io.azimuth.adapters.cel;

import io.azimuth.spi.expression.ExpressionLanguage;
import io.azimuth.testkit.contract.ExpressionLanguageContract;

class CelContractTest extends ExpressionLanguageContract {

  @Override
  protected ExpressionLanguage language() {
    return new CelLanguage();
  }
}
