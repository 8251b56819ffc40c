/** The linter for roles: pure rules, each with a code of its own. */
package io.azimuth.domain.azure.role.advice;
