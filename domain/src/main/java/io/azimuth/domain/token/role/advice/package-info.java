/** The linter for roles of auth methods: what a role does and its author may not have meant. */
package io.azimuth.domain.token.role.advice;
