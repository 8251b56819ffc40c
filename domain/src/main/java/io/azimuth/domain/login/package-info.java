/** What the decisions of auth methods have in common: checks, and the reasons of a refusal. */
package io.azimuth.domain.login;
