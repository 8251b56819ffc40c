package io.azimuth.azure.roletest;

/**
 * Why a file of role tests cannot be run.
 *
 * @param line the line, counted from 1; 0 for the file as a whole
 * @param message a sentence
 */
public record RoleTestProblem(int line, String message) {}
