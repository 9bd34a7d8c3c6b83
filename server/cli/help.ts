import type { Language } from '../core/message';

/** What `sovlint --help` prints. */
export function helpText(language: Language): string {
  return texts[language];
}

const texts: Record<Language, string> = {
  en: `sovlint: digital-sovereignty risks in infrastructure code

  sovlint scan [PATH ...]        judge files and folders (default: this folder)
    --format text|json|sarif     repeatable; --format json=report.json writes to a file
    --home KR|EU|…               the jurisdiction that must stay in control (default: KR)
    --profile NAME               a profile: kr, eu, …
    --config FILE                instead of the nearest .sovlint.yaml
    --rule GLOB                  only these rules; repeatable
    --plan FILE                  judge a plan or state too: what terraform show -json prints, or
                                 terraform.tfstate; repeatable
    --fail-on LEVEL              error (default), warning, info or never
    --lang en|ko                 default: the environment's locale
  sovlint explain FILE:LINE[:COL]  how each value there was resolved, and every verdict on it
  sovlint rules [ID]             the rules in force; one rule's page
  sovlint facts region [PROVIDER] CODE | operator ID | host NAME
                                 what the facts say of it, with source and date; --format json
  sovlint lsp --stdio            the language server, for any editor
  sovlint --version | --help

Exit status: 0 nothing at or above --fail-on; 1 there is; 2 wrong usage or configuration; 3 an input cannot be read.
`,
  ko: `sovlint: 인프라 코드의 디지털 주권 위험 검사

  sovlint scan [경로 ...]        파일과 폴더를 검사합니다(기본값: 현재 폴더)
    --format text|json|sarif     여러 번 쓸 수 있음. --format json=report.json은 파일로 저장
    --home KR|EU|…               통제권을 가져야 할 관할(기본값: KR)
    --profile 이름               프로파일: kr, eu, …
    --config 파일                가장 가까운 .sovlint.yaml 대신 사용
    --rule 글로브                이 규칙만 실행. 여러 번 쓸 수 있음
    --plan 파일                  플랜이나 상태도 판정: terraform show -json의 출력이나 terraform.tfstate.
                                 여러 번 쓸 수 있음
    --fail-on 수준               error(기본값), warning, info, never
    --lang en|ko                 기본값: 환경의 로캘
  sovlint explain 파일:줄[:열]   그 위치의 값이 어떻게 정해졌는지와 판정
  sovlint rules [ID]             적용 중인 규칙. 한 규칙의 설명
  sovlint facts region [프로바이더] 코드 | operator 식별자 | host 이름
                                 사실 데이터의 내용과 출처, 확인일. --format json
  sovlint lsp --stdio            모든 편집기용 언어 서버
  sovlint --version | --help

종료 상태: 0 --fail-on 이상 없음, 1 있음, 2 잘못된 사용법 또는 설정, 3 입력을 읽을 수 없음.
`,
};
