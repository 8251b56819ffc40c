/** The rules of a login: one class for each check that the policy makes, and their order. */
package io.azimuth.domain.azure.login.rule;
